import { mkdirSync, readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Answer } from '../../src/check/answer.ts';
import { checkExercise } from '../../src/check/check-exercise.ts';
import { solutionOf, stubOf } from '../../src/course/stub-of.ts';
import { CourseFolder } from '../course-folder.ts';

let folder: CourseFolder;
const { TMPDIR } = process.env;
beforeAll(() => {
  folder = new CourseFolder();
  mkdirSync(folder.path('tmp'));
  process.env.TMPDIR = folder.path('tmp');
});
afterAll(() => {
  folder[Symbol.dispose]();
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
});

/** Checks a text as the answer to `add`. */
function answer(text: string, options?: { limit?: number; signal?: AbortSignal }): Promise<Answer> {
  folder.write('01-linalg/add.ts', text);
  return checkExercise(folder.course, folder.exercise('linalg/add'), options);
}

const body = (code: string): string => `export function add(a: number[], b: number[]) {\n  ${code}\n}\n`;

describe('checkExercise()', () => {
  test('passes our solution', async () => {
    const { failure, steps, total } = await answer(solutionOf(folder.exercise('linalg/add')));
    expect(failure).toBeUndefined();
    expect([steps.length, total]).toEqual([2, 2]);
  });

  test('meets the Todo of a stub at the first step', async () => {
    const { failure, steps } = await answer(stubOf(folder.exercise('linalg/add')));
    expect(failure).toMatchObject({ kind: 'todo', step: 'one element', message: 'one loop: about 1 line' });
    expect(failure?.at).toMatch(/^01-linalg\/add\.ts:\d+:\d+$/);
    expect(steps).toHaveLength(1);
  });

  test('tells what code throws, and where', async () => {
    const { failure } = await answer(body("throw new RangeError('not today');"));
    expect(failure).toMatchObject({ kind: 'throw', at: '01-linalg/add.ts:2:9' });
    expect(failure?.message).toContain('not today');
  });

  test('tells what code throws while it is loaded', async () => {
    const { failure } = await answer(`const x: number[] = undefined as never;\nx.push(1);\n${body('return a;')}`);
    expect(failure).toMatchObject({ kind: 'throw', step: 'reading your file', at: '01-linalg/add.ts:2:3' });
    expect(failure?.message).toMatch(/^TypeError: .*push/);
  });

  test('tells what code throws after it returned', async () => {
    const late = "setTimeout(() => { throw new Error('late'); }); const end = Date.now() + 50;";
    const { failure } = await answer(
      `${late} while (Date.now() < end);\nawait new Promise((r) => setTimeout(r, 50));\n${body('return a;')}`,
    );
    expect(failure).toMatchObject({ kind: 'throw', message: 'Error: late' });
  });

  test('stops a loop without end, and names its step', async () => {
    const { failure } = await answer(body('while (a.length > 1);\n  return [a[0]! + b[0]!];'), { limit: 700 });
    expect(failure).toMatchObject({ kind: 'time', step: 'three elements' });
    expect(failure?.message).toBe('"three elements" did not finish within 0.7 s: is there a loop that never ends?');
  });

  test('stops a file that is never done loading', async () => {
    const { failure } = await answer(`while (true);\n${body('return a;')}`, { limit: 700 });
    expect(failure).toMatchObject({ kind: 'time', step: 'reading your file' });
  });

  test('says that a promise came back', async () => {
    const { failure } = await answer('export async function add(a: number[]) {\n  return a;\n}\n');
    expect(failure?.kind).toBe('type');
    expect(failure?.message).toContain('promise');
  });

  test('says that another kind of thing came back', async () => {
    const { failure } = await answer(body("return 'three';"));
    expect(failure?.kind).toBe('type');
  });

  test('says that an input was changed', async () => {
    const { failure } = await answer(body('a[0] = a[0]! + b[0]!;\n  return a;'));
    expect(failure?.kind).toBe('mutation');
  });

  test('says that the function is not exported', async () => {
    const { failure } = await answer('function add() {}\nexport const sum = add;\n');
    expect(failure?.kind).toBe('type');
    expect(failure?.message).toContain('add');
  });

  test('shows the place of a syntax error', async () => {
    const { failure } = await answer('export function add(a, b) {\n  return a +;\n}\n');
    expect(failure).toMatchObject({ kind: 'syntax', at: '01-linalg/add.ts:2:13', message: 'Unexpected ";"' });
    expect(failure?.detail).toBe('2 |   return a +;\n  |             ^');
  });

  test('runs code with a type error, as an editor shows it already', async () => {
    const { failure } = await answer(body('const n: number = "text";\n  return a.map((x, i) => x + b[i]!);'));
    expect(failure).toBeUndefined();
  });

  test('refuses a later chapter, and says which may be used', async () => {
    const { failure } = await answer(`import { line } from '@zero-to-gpt/linreg';\n${body('return line();')}`);
    expect(failure).toMatchObject({ kind: 'syntax', at: '01-linalg/add.ts:1:22' });
    expect(failure?.message).toBe('@zero-to-gpt/linreg is a later chapter: this exercise may use linalg only');
  });

  test('says that an imported package is not there', async () => {
    const { failure } = await answer(`import { x } from 'lodash-of-mine';\n${body('return x;')}`);
    expect(failure?.kind).toBe('syntax');
    expect(failure?.message).toContain('lodash-of-mine');
  });

  test('says that the code ended the program', async () => {
    const { failure } = await answer(body('process.exit(3);'));
    expect(failure).toMatchObject({ kind: 'throw', step: 'one element' });
    expect(failure?.message).toContain('ended the program (status 3)');
  });

  test('keeps what the code prints', async () => {
    const { printed } = await answer(body("console.log('here', a);\n  return [a[0]! + b[0]!];"));
    expect(printed).toBe('here [ 1 ]\nhere [ 1, 2, 3 ]\n');
  });

  test('keeps no more than 64 KB of a flood', async () => {
    const { failure, printed } = await answer(body("for (;;) console.log('x'.repeat(1000));"), { limit: 700 });
    expect(failure?.kind).toBe('time');
    expect(printed.length).toBeGreaterThan(1000); // how much comes through in that time depends on the machine
    expect(printed.length).toBeLessThanOrEqual(65_536);
  });

  test('does not wait for timers that the code leaves running', async () => {
    const { failure } = await answer(`setInterval(() => {}, 1000);\n${body('return a.map((x, i) => x + b[i]!);')}`);
    expect(failure).toBeUndefined();
  });

  test('ends when it is told to', async () => {
    const controller = new AbortController();
    const going = answer(body('for (;;);'), { signal: controller.signal });
    setTimeout(() => controller.abort(), 300);
    expect((await going).failure).toBeDefined();
  });

  test('finds helpers that lie beside the answer', async () => {
    folder.write('01-linalg/mine.ts', 'export const plus = (x: number, y: number): number => x + y;\n');
    const { failure } = await answer(
      `import { plus } from './mine.ts';\n${body('return a.map((x, i) => plus(x, b[i]!));')}`,
    );
    expect(failure).toBeUndefined();
  });

  test('leaves nothing but compiled code in the folder for temporary files', () => {
    expect(readdirSync(folder.path('tmp')).filter((name) => name !== 'zero-to-gpt-compiled')).toEqual([]);
  });

  test('checks an exercise of a later chapter with the packages of earlier ones', async () => {
    const line =
      "import { zeros } from '@zero-to-gpt/linalg';\nexport const line = (w: number, b: number, x: number) => zeros(1)[0] + w * x + b;";
    folder.write('02-linreg/line.ts', line);
    expect((await checkExercise(folder.course, folder.exercise('linreg/line'))).failure).toBeUndefined();
  });
});
