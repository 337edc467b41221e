import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { Registry, repository, sh } from '@zero-to-gpt/build/registry';
import { applyMistake, parseMistakes } from '@zero-to-gpt/lesson-kit/exercise';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../src/check/answer.ts';
import { openCourse } from '../src/course/course.ts';
import { type Exercise, exercises } from '../src/course/exercise.ts';
import { solutionOf } from '../src/course/stub-of.ts';
import { node20 } from './node-20.ts';
import { publishNewer } from './publish-newer.ts';
import { zeroToGpt } from './zero-to-gpt.ts';

const chapters = ['linalg', 'linreg', 'dense', 'rnn', 'autograd', 'optim'];
/** Chapters without exercises yet, whose demos run on the learner's own earlier ones. */
const later = ['text', 'transformer'];
const published = ['tools/check', ...[...chapters, ...later].map((name) => `packages/${name}`), 'tools/cli'];

describe.skipIf(lacks('registry'))('a learner, from an empty folder to 100 %', () => {
  let registry: Registry;
  let root: string;
  let all: readonly Exercise[];
  const stubs = new Map<string, string>();
  const run = (...words: string[]): ReturnType<typeof zeroToGpt> => zeroToGpt(registry, root, ...words);
  /** Checks the exercises that are named, or `--all`. */
  const check = (...which: string[]): { status: number | null; answers: Map<string, Answer> } => {
    const { status, stdout } = run('check', ...which, '--json');
    const { answers } = JSON.parse(stdout) as { answers: Answer[] };
    return { status, answers: new Map(answers.map((answer) => [answer.id, answer])) };
  };
  const write = (exercise: Exercise, text: string): void => writeFileSync(join(root, exercise.file), text);

  beforeAll(async () => {
    registry = await Registry.start();
    for (const folder of published) registry.publish(join(repository, folder));
    root = join(registry.folder, 'my-gpt');
    mkdirSync(root);
    sh(root, registry.env, 'npx', '-y', 'zero-to-gpt', 'init');
    all = exercises(openCourse(root));
    for (const { key, file } of all) stubs.set(key, readFileSync(join(root, file), 'utf8'));
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  test('init brings every exercise and every lesson of all chapters, with their pictures', () => {
    for (const [i, chapter] of chapters.entries()) {
      const folder = join(root, `0${i + 1}-${chapter}`);
      const ids = globSync('*/exercise.md', { cwd: join(repository, `packages/${chapter}/exercises`) }).map(dirname);
      expect(globSync('*.ts', { cwd: folder }).sort()).toEqual(ids.map((id) => `${id}.ts`).sort());
      const lessons = globSync('**/*.{md,svg}', { cwd: join(repository, `packages/${chapter}/lesson`) });
      expect(globSync('**/*.{md,svg}', { cwd: join(folder, 'lesson') }).sort()).toEqual(lessons.sort());
    }
  });

  test('package.json names what is installed, by ranges', () => {
    const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    expect(Object.keys(dependencies).sort()).toEqual(
      [...['check', ...chapters].map((name) => `@zero-to-gpt/${name}`), 'typescript', 'zero-to-gpt'].sort(),
    );
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\^\d+\.\d+\.\d+/);
  });

  test("an editor's language service completes names of the chapters, and finds nothing wrong in the stubs", () => {
    expect(sh(root, registry.env, 'npx', 'tsc', '--noEmit', '-p', '.')).toBe('');
    const file = join(root, '01-linalg/complete.ts');
    const text = "import { array } from '@zero-to-gpt/linalg';\narray([1, 2]).";
    const config = ts.getParsedCommandLineOfConfigFile(
      join(root, 'tsconfig.json'),
      {},
      {
        ...ts.sys,
        onUnRecoverableConfigFileDiagnostic: (problem) => expect.fail(String(problem.messageText)),
      },
    );
    const service = ts.createLanguageService({
      ...{ getCurrentDirectory: () => root, getDefaultLibFileName: ts.getDefaultLibFilePath },
      ...{ getCompilationSettings: () => config?.options ?? {}, getScriptFileNames: () => [file] },
      ...{ getScriptVersion: () => '1', fileExists: ts.sys.fileExists, readFile: ts.sys.readFile },
      getScriptSnapshot: (name) => {
        const found = name === file ? text : ts.sys.readFile(name);
        return found === undefined ? undefined : ts.ScriptSnapshot.fromString(found);
      },
    });
    const names = service.getCompletionsAtPosition(file, text.length, {})?.entries.map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['matmul', 'sum', 'reshape', 'shape']));
  });

  test('every stub fails at its first step with a Todo', () => {
    for (const [key, { failure, steps }] of check('--all').answers)
      expect([key, failure?.kind, steps.length]).toEqual([key, 'todo', 1]);
    const { status, stdout } = run('progress');
    expect(status).toBe(0);
    expect(stdout).toContain(`0/${all.length}  0 %`);
  });

  test('every known mistake gets its diagnosis', () => {
    const mistakes = new Map(
      all.map(({ key, folder }) => [key, parseMistakes(readFileSync(join(folder, 'mistakes.json'), 'utf8'))]),
    );
    const rounds = Math.max(...[...mistakes.values()].map((own) => own.length));
    let tried = 0;
    for (let round = 0; round < rounds; round++) {
      const wrong = all.flatMap((exercise) => {
        const mistake = mistakes.get(exercise.key)?.[round];
        return mistake ? [{ exercise, mistake }] : [];
      });
      for (const { exercise, mistake } of wrong) write(exercise, applyMistake(solutionOf(exercise), mistake));
      const { answers } = check(...wrong.map(({ exercise }) => exercise.key));
      for (const { exercise, mistake } of wrong) {
        const failure = answers.get(exercise.key)?.failure;
        const { name, kind, says, step = failure?.step } = mistake;
        expect([exercise.key, name, failure?.kind, failure?.step]).toEqual([exercise.key, name, kind, step]);
        expect(`${failure?.message}\n${failure?.detail}`).toContain(says);
        tried++;
      }
    }
    expect(tried).toBe([...mistakes.values()].flat().length);
    expect(run('progress', '--json').stdout).toContain('"passed": 0');
  });

  test('every solution passes, and progress says 100 %', () => {
    for (const exercise of all) write(exercise, solutionOf(exercise));
    const { status, answers } = check('--all');
    expect([...answers].flatMap(([key, { failure }]) => (failure ? [[key, failure]] : []))).toEqual([]);
    expect(status).toBe(0);
    expect(run('progress').stdout).toContain(`${all.length}/${all.length}  100 %`);
    expect(JSON.parse(run('progress', '--json').stdout)).toMatchObject({ percent: 100, next: null });
  });

  test('all of it runs on Node 20 as well', () => {
    const node = node20(registry);
    expect(sh(root, registry.env, node, '--version')).toMatch(/^v20\./);
    const command = join(root, 'node_modules/zero-to-gpt/dist/cli.js');
    for (const words of [['check', '--all'], ['progress'], ['list'], ['doctor'], ['solution'], ['run', 'linreg']])
      expect(sh(root, registry.env, node, command, ...words)).not.toBe('');
  });

  test("the demos run, on our chapters and on the learner's own", () => {
    const demo = run('run', 'linreg');
    expect([demo.status, demo.stderr]).toEqual([0, '']);
    for (const number of ['7.739', '7.776', '7.777']) expect(demo.stdout).toContain(number);
    expect(run('run', 'linalg').stdout).toContain('0.7788');

    const mine = readFileSync(join(repository, 'packages/linalg/test/conformance/plain-ndarray.ts'), 'utf8');
    writeFileSync(join(root, 'mine.ts'), mine);
    expect(run('check', 'linalg', '--impl', './mine')).toMatchObject({ status: 0 });
    expect(run('run', 'linreg', '--with', 'linalg=./mine').stdout).toBe(demo.stdout);
    writeFileSync(join(root, 'mine.ts'), 'export const array = 1;\n');
    const { status, stderr } = run('run', 'linreg', '--with', 'linalg=./mine');
    expect(status).toBe(2);
    expect(stderr).toContain('zeros');

    writeFileSync(
      join(root, 'mine.ts'),
      readFileSync(join(repository, 'packages/dense/test/conformance/plain-dense.ts')),
    );
    expect(run('check', 'dense', '--impl', './mine')).toMatchObject({ status: 0 });
    for (const chapter of ['dense', 'rnn']) {
      const { status, stdout, stderr } = run('run', chapter, '--with', 'dense=./mine');
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout.trim().split('\n').length).toBe(run('run', chapter).stdout.trim().split('\n').length);
    }
    rmSync(join(root, 'mine.ts'));
  });

  test("a GPT of a later chapter trains on the learner's own tape", () => {
    const mine = readFileSync(join(repository, 'packages/autograd/test/conformance/plain-autograd.ts'), 'utf8');
    writeFileSync(join(root, 'tape.ts'), mine);
    expect(run('check', 'autograd', '--impl', './tape')).toMatchObject({ status: 0 });
    const own = run('run', 'optim', '--with', 'autograd=./tape');
    expect([own.status, own.stderr]).toEqual([0, '']);

    const before = readFileSync(join(root, 'package.json'), 'utf8');
    sh(root, registry.env, 'npm', 'install', '@zero-to-gpt/transformer');
    const gpt = run('run', 'transformer', '--with', 'autograd=./tape');
    expect([gpt.status, gpt.stderr]).toEqual([0, '']);
    const loss = (name: string): number => Number(new RegExp(`${name}\\s+(\\d\\.\\d+)`).exec(gpt.stdout)?.[1]);
    expect(loss('a GPT after 1000 steps')).toBeLessThan(loss('a table of pairs') - 0.3);
    writeFileSync(join(root, 'package.json'), before);
    rmSync(join(root, 'tape.ts'));
  });

  test('upgrade replaces untouched stubs by those of a newer version, and keeps what was written', () => {
    const [first, second] = all;
    if (!first || !second) throw new Error('Cannot upgrade: wanted two exercises');
    write(second, stubs.get(second.key)!);
    const word = 'A sentence that is new.';
    publishNewer(registry, join(root, 'node_modules/@zero-to-gpt/linalg'), [first.id, second.id], word);
    const { status, stdout } = run('upgrade');
    expect(status).toBe(0);
    expect(stdout).toContain(`kept      ${first.file}: yours`);
    expect(stdout).toContain(`replaced  ${second.file}`);
    expect(readFileSync(join(root, first.file), 'utf8')).toBe(solutionOf(first));
    expect(readFileSync(join(root, first.file.replace('.ts', '.new.ts')), 'utf8')).toContain(word);
    expect(readFileSync(join(root, second.file), 'utf8')).toContain(word);
    expect(run('progress').stdout).toContain('100 %');
    expect(run('check', first.id, all.at(-1)?.key ?? '').status).toBe(0);
  });

  test('one chapter alone can be chosen, and another added', () => {
    const small = join(registry.folder, 'small');
    mkdirSync(small);
    const init = (...words: string[]): string => sh(small, registry.env, 'npx', '-y', 'zero-to-gpt', 'init', ...words);
    init('--chapters', 'linalg');
    expect(existsSync(join(small, '02-linreg'))).toBe(false);
    init('--chapters', 'linreg');
    expect(existsSync(join(small, '02-linreg/predict.ts'))).toBe(true);
    expect(zeroToGpt(registry, small, 'doctor').stdout).toContain('✓ Course folder');
  });
});
