import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Check, CheckResult } from '@zero-to-gpt/check';
import type { ExerciseFiles } from './exercise.ts';
import { strayImports } from './imports.ts';
import { applyMistake } from './mistakes.ts';
import { readExercise } from './read-exercise.ts';
import { Workshop } from './workshop.ts';

export { readExercise };

/** The part of a test runner that is needed; vitest has it. */
export interface TestApi {
  /** Groups tests. */
  describe(name: string, body: () => void): unknown;
  /** One test. */
  test(name: string, body: () => void | Promise<void>): unknown;
  /** One expectation; `message` is said where it fails. */
  expect(
    value: unknown,
    message?: string,
  ): { toBe(wanted: unknown): void; toEqual(wanted: unknown): void; toContain(wanted: unknown): void };
}

/** Tests every exercise in a chapter's folder `exercises` by the rules of EXERCISES.md. */
export function describeExercises(exercises: string | URL, api: TestApi): void {
  const folder = resolve(exercises instanceof URL ? fileURLToPath(exercises) : exercises);
  const chapter = basename(dirname(folder));
  const workshop = new Workshop(folder);
  const read: ExerciseFiles[] = [];
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    api.describe(`${chapter}/${entry.name}`, () => {
      let exercise: ExerciseFiles;
      try {
        exercise = readExercise(join(folder, entry.name));
      } catch (error) {
        api.test('reads', () => {
          throw error;
        });
        return;
      }
      read.push(exercise);
      describeExercise(exercise, { chapter, workshop, api });
    });
  }
  api.describe(`${chapter}, all exercises`, () => {
    api.test('have an order of their own', () => {
      const twice = read.filter((one) => read.some((other) => other !== one && other.order === one.order));
      api.expect(twice.map(({ id, order }) => `${id}: ${order}`)).toEqual([]);
    });
    api.test('type-check, as the learner sees them and as they are', () => {
      api.expect(workshop.typeCheck(new Map(read.map(({ id, stub }) => [id, stub])))).toBe('');
    });
  });
}

interface Context {
  readonly chapter: string;
  readonly workshop: Workshop;
  readonly api: TestApi;
}

function describeExercise(exercise: ExerciseFiles, { chapter, workshop, api: { test, expect } }: Context): void {
  const { id, solution, stub, mistakes, checkPath } = exercise;
  const run = async (source: string): Promise<CheckResult> => {
    const module = await workshop.load(source, id);
    return (await loadCheck(checkPath)).run(module, { file: '.exercises' });
  };
  const key = `${chapter}/${basename(exercise.folder)}`;

  test('is named after its folder', async () => {
    expect(`${exercise.chapter}/${id}`, 'chapter and id in exercise.md').toBe(key);
    expect((await loadCheck(checkPath)).id, 'id in check.ts').toBe(key);
  });
  test('imports its own chapter and earlier ones only', () => {
    const order = JSON.parse(readFileSync(workshop.chaptersFile, 'utf8')) as string[]; // a file of this repository
    const allowed = order.slice(0, order.indexOf(chapter) + 1);
    expect(strayImports(solution, allowed), 'imports of solution.ts').toEqual([]);
    expect(strayImports(readFileSync(checkPath, 'utf8'), allowed, { solution: true }), 'imports of check.ts').toEqual(
      [],
    );
  });
  test('has a solution that passes every step', async () => {
    const { failure, steps, total } = await run(solution);
    expect(failure).toBe(undefined);
    expect(steps.length).toBe(total);
  });
  test('has a stub whose first step is still to be written', async () => {
    const { failure, steps } = await run(stub);
    expect(failure?.kind, explain(failure)).toBe('todo');
    expect(steps.length, 'steps that were run').toBe(1);
  });
  test('knows three mistakes or more, each under its own name', () => {
    expect(new Set(mistakes.map(({ name }) => name)).size, 'names').toBe(mistakes.length);
    expect(mistakes.length >= 3, `found ${mistakes.length} mistakes, wanted 3 or more`).toBe(true);
  });
  for (const mistake of mistakes)
    test(`tells who ${mistake.name}`, async () => {
      const { failure } = await run(applyMistake(solution, mistake));
      expect(failure?.kind, explain(failure)).toBe(mistake.kind);
      if (mistake.step !== undefined) expect(failure?.step, explain(failure)).toBe(mistake.step);
      expect(explain(failure)).toContain(mistake.says);
    });
}

async function loadCheck(path: string): Promise<Check> {
  const module = (await import(/* @vite-ignore */ path)) as { default?: Check }; // what check.ts is to export
  if (typeof module.default?.run !== 'function')
    throw new TypeError(`Cannot run ${path}: wanted \`export default check(…)\``);
  return module.default;
}

const explain = (failure: CheckResult['failure']): string =>
  failure ? [failure.message, failure.detail].filter(Boolean).join('\n') : 'every step passed';
