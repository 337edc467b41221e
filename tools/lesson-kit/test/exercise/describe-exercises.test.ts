import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeExercises, readExercise, type TestApi } from '@zero-to-gpt/lesson-kit/exercises';
import { afterEach, describe, expect, test } from 'vitest';

const fixtures = new URL('../fixtures/linalg/exercises', import.meta.url);
const root = join(import.meta.dirname, '../..');

describeExercises(fixtures, { describe, test, expect });

test('readExercise() reads all files', () => {
  const { id, hints, stub, mistakes, checkPath } = readExercise(join(fixtures.pathname, 'mean-square'));
  expect({ id, hints: hints.length, mistakes: mistakes.map(({ kind }) => kind) }).toEqual({
    id: 'mean-square',
    hints: 2,
    mistakes: ['value', 'value', 'type'],
  });
  expect(checkPath).toMatch(/mean-square\/check\.ts$/);
  expect(stub).toContain(
    "  throw new Todo('add up the squares and divide by their count, about 2 lines');\n  return total;",
  );
  expect(stub).not.toContain('square =');
});

describe('describeExercises() fails', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });

  /** The names of the tests that fail for a copy of the fixture with these files edited. Types are checked where asked. */
  async function failing(
    edits: Record<string, (text: string) => string>,
    { copies = ['mean-square'], types = false } = {},
  ): Promise<string[]> {
    mkdirSync(join(root, '.exercises'), { recursive: true });
    const folder = mkdtempSync(join(root, '.exercises/broken-'));
    folders.push(folder);
    for (const id of copies)
      cpSync(join(fixtures.pathname, 'mean-square'), join(folder, 'linalg/exercises', id), { recursive: true });
    for (const [file, edit] of Object.entries(edits)) {
      const path = join(folder, 'linalg/exercises/mean-square', file);
      writeFileSync(path, edit(readFileSync(path, 'utf8')));
    }
    const tests: { name: string; body: () => void | Promise<void> }[] = [];
    const api: TestApi = { describe: (_, body) => body(), test: (name, body) => tests.push({ name, body }), expect };
    describeExercises(join(folder, 'linalg/exercises'), api);
    const failed: string[] = [];
    for (const { name, body } of tests)
      try {
        if (!types && name.startsWith('type-check')) continue;
        await body();
      } catch {
        failed.push(name);
      }
    return failed;
  }

  test('nothing where all is well', async () => {
    expect(await failing({}, { types: true })).toEqual([]);
  });

  test('where the exercise does not read', async () => {
    expect(await failing({ 'exercise.md': (text) => text.replace('## After', '## Later') })).toEqual(['reads']);
    expect(await failing({ 'mistakes.json': () => '{}' })).toEqual(['reads']);
  });

  test('where names differ', async () => {
    expect(await failing({ 'exercise.md': (text) => text.replace('id: mean-square', 'id: mean') })).toEqual([
      'is named after its folder',
    ]);
    expect(await failing({ 'check.ts': (text) => text.replace('linalg/', 'linreg/') })).toEqual([
      'is named after its folder',
    ]);
  });

  test('where two exercises have one order', async () => {
    expect(await failing({ 'exercise.md': (text) => text }, { copies: ['mean-square', 'other'] })).toEqual([
      'is named after its folder',
      'have an order of their own',
    ]);
  });

  test('where a later chapter is imported', async () => {
    const later = (text: string): string => `import type {} from '@zero-to-gpt/optim';\n${text}`;
    expect(await failing({ 'check.ts': later })).toEqual(['imports its own chapter and earlier ones only']);
  });

  test('where the solution does not pass', async () => {
    const failed = await failing({ 'check.ts': (text) => text.replace('14 / 3', '5') });
    expect(failed).toContain('has a solution that passes every step');
  });

  test('where the stub passes its first step', async () => {
    const easy = (text: string): string =>
      text
        .replace('of one number: its square', 'is a function')
        .replace('t.close(meanSquare([3]), 9)', 't.ok(meanSquare, "")');
    expect(
      await failing({
        'check.ts': easy,
        'mistakes.json': (text) =>
          text.replace('of one number: its square', 'of 1, 2 and 3').replace('is 3, but 9', 'is 2, but'),
      }),
    ).toContain('has a stub whose first step is still to be written');
  });

  test('where the stub does not type-check', async () => {
    const undeclared = (text: string): string => text.replace('//| let total = 0;', '');
    expect(await failing({ 'solution.ts': undeclared }, { types: true })).toEqual([
      'type-check, as the learner sees them and as they are',
    ]);
  });

  test('where the check does not type-check', async () => {
    const wrong = (text: string): string => text.replace('meanSquare([3])', 'meanSquare(3)');
    expect(await failing({ 'check.ts': wrong }, { types: true })).toContain(
      'type-check, as the learner sees them and as they are',
    );
  });

  test('where fewer than three mistakes are known, or two of one name', async () => {
    const rule = 'knows three mistakes or more, each under its own name';
    const two = (text: string): string => JSON.stringify((JSON.parse(text) as object[]).slice(1));
    expect(await failing({ 'mistakes.json': two })).toEqual([rule]);
    expect(
      await failing({ 'mistakes.json': (text) => text.replace('forgets to square', 'forgets to divide') }),
    ).toEqual([rule]);
  });

  test('where a mistake gets another diagnosis', async () => {
    const edit = (from: string, to: string) => failing({ 'mistakes.json': (text) => text.replace(from, to) });
    expect(await edit('"kind": "value"', '"kind": "shape"')).toEqual(['tells who forgets to divide']);
    expect(await edit('"step": "of 1, 2 and 3"', '"step": "of one number: its square"')).toEqual([
      'tells who forgets to divide',
    ]);
    expect(await edit('is this a sum', 'is this a product')).toEqual(['tells who forgets to divide']);
    expect(await edit('total /= values.length;', 'total /= count;')).toEqual(['tells who forgets to divide']);
  });
});
