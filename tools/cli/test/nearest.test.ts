import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../src/nearest.ts';

test('nearest() finds what a typing error meant', () => {
  expect(nearest('mtmul', ['norm', 'matmul', 'dot'])).toBe('matmul');
  expect(nearest('Norm', ['norm', 'matmul'])).toBe('norm');
});

test('nearest() is silent where no word is near', () => {
  expect(nearest('xylophone', ['norm', 'dot'])).toBeUndefined();
  expect(nearest('norm', [])).toBeUndefined();
});

test('didYouMean() ends a message', () => {
  expect(`Cannot find nrm${didYouMean('nrm', ['norm'])}`).toBe('Cannot find nrm: did you mean norm?');
  expect(didYouMean('xylophone', ['norm'])).toBe('');
});
