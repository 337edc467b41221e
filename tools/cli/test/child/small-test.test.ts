import { expect, test } from 'vitest';
import { collect } from '../../src/child/small-test.ts';

test('collect() names tests by the groups they stand in, and runs none', async () => {
  let ran = 0;
  const tests = collect(({ describe, test }) => {
    describe('list', () => {
      describe('of zeros', () => test('is zero', () => void ran++));
      test('is long', () => void ran++);
    });
    test('alone', () => void ran++);
  });
  expect(tests.map(({ name }) => name)).toEqual(['list › of zeros › is zero', 'list › is long', 'alone']);
  expect(ran).toBe(0);
  for (const { body } of tests) await body();
  expect(ran).toBe(3);
});
