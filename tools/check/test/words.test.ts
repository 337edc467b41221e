import { expect, test } from 'vitest';
import { className } from '../src/words.ts';
import { NDArray } from './nd-array.ts';

test('className() gives a class the name of its source, not the one that a bundler gave it', () => {
  const _Matrix = class _Matrix {};
  expect(className(new _Matrix())).toBe('Matrix');
  expect(className(new NDArray([1], [1]))).toBe('NDArray');
  expect(className(new (class _private {})())).toBe('_private');
});
