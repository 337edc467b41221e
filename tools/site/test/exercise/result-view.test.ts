import type { CheckResult, Failure } from '@zero-to-gpt/check';
import { expect, test } from 'vitest';
import { placeOf, spoken } from '../../exercise/result-view.ts';

const todo: Failure = { step: 'two numbers', kind: 'todo', message: 'one loop', at: 'norm.ts:6:9' };
const result = (failure?: Failure): CheckResult => ({
  id: 'linalg/norm',
  total: 2,
  steps: [{ name: 'two numbers', ok: failure === undefined, ms: 1 }],
  ...(failure && { failure }),
});

test('placeOf() is the line and column at the end of a path', () => {
  expect(placeOf(todo)).toEqual({ line: 6, column: 9 });
  expect(placeOf({ ...todo, at: 'blob:http://localhost:5173/x:12:3' })).toEqual({ line: 12, column: 3 });
  expect(placeOf({ step: 'a', kind: 'value', message: 'b' })).toBeUndefined();
  expect(placeOf({ ...todo, at: 'norm.ts' })).toBeUndefined();
});

test('spoken() is one sentence with the step, what is wrong and where', () => {
  expect(spoken(result(todo))).toBe('To do: two numbers. one loop. Line 6.');
  expect(spoken(result({ step: 'two numbers', kind: 'value', message: 'Is a square root missing?' }))).toBe(
    'Not yet: two numbers. Is a square root missing?',
  );
  expect(spoken(result())).toBe('Passed: the only step.');
});
