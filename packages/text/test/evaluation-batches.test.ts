import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluationBatches } from '../src/evaluation-batches.ts';

test('evaluationBatches() asks for every token but the first exactly once, in order', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 200 }),
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 1, max: 5 }),
      (length, blockSize, batchSize) => {
        const tokens = Uint16Array.from({ length }, (_, i) => i);
        const batches = [...evaluationBatches(tokens, { blockSize, batchSize })];
        expect(batches.flatMap(({ target }) => [...target])).toEqual([...tokens.subarray(1)]);
        expect(batches.flatMap(({ input }) => [...input])).toEqual([...tokens.subarray(0, -1)]);
        for (const { input, shape } of batches) {
          expect(input.length).toBe(shape[0] * shape[1]);
          expect(shape[0] <= batchSize && shape[1] <= blockSize).toBe(true);
        }
      },
    ),
  );
});

test('evaluationBatches() gives the shorter rest a batch of its own', () => {
  const shapes = [...evaluationBatches(new Int32Array(24), { blockSize: 5, batchSize: 3 })].map(({ shape }) => shape);
  expect(shapes).toEqual([
    [3, 5],
    [1, 5],
    [1, 3],
  ]);
});

test('evaluationBatches() can be read more than once', () => {
  const batches = evaluationBatches(Int32Array.of(1, 2, 3), { blockSize: 1 });
  expect([...batches]).toEqual([...batches]);
});

test('evaluationBatches() refuses what cannot be evaluated', () => {
  expect(() => evaluationBatches(new Int32Array(1), { blockSize: 4 })).toThrow('Cannot evaluate on 1 tokens');
  expect(() => evaluationBatches(new Int32Array(9), { blockSize: 0 })).toThrow('Cannot make windows of 0 tokens');
  expect(() => evaluationBatches(new Int32Array(9), { blockSize: 4, batchSize: 0 })).toThrow(
    'Cannot make batches of 0',
  );
});
