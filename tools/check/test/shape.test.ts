import { expect, test } from 'vitest';
import { failed } from './failed.ts';
import { nd } from './nd-array.ts';

test('shape() passes an array or a list of that shape', async () => {
  expect(await failed((t) => t.shape(nd([2, 3]), [2, 3]))).toBeUndefined();
  expect(await failed((t) => t.shape([[1], [2]], [2, 1]))).toBeUndefined();
  expect(await failed((t) => t.shape(nd([], 1), []))).toBeUndefined();
});

test('shape() says both shapes and what may have happened', async () => {
  expect(await failed((t) => t.shape(nd([3, 2], 1, 2, 3, 4, 5, 6), [2, 3], { what: 'table' }))).toMatchObject({
    kind: 'shape',
    message: 'The table has shape [3, 2], but [2, 3] is wanted: are two dimensions swapped?',
  });
});

test('shape() wants an array', async () => {
  expect(await failed((t) => t.shape(undefined, [2]))).toMatchObject({
    kind: 'type',
    message: 'The result is undefined: is a `return` missing?',
  });
  expect(await failed((t) => t.shape(3, [2]))).toMatchObject({
    kind: 'type',
    message: 'The result is the number 3, but a list of shape [2] is wanted',
  });
  expect(await failed((t) => t.shape(3, []))).toMatchObject({
    kind: 'type',
    message: 'The result is the number 3, but an array of shape [] is wanted: wrap it in `array(…)`',
  });
});
