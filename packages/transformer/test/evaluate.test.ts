import { cpu } from '@zero-to-gpt/linalg';
import { forEachDevice } from '@zero-to-gpt/linalg/testing';
import type { Batch } from '@zero-to-gpt/text';
import { evaluate } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { countingBatches, tinyGPT } from './tiny-gpt.ts';

forEachDevice((makeDevice, name) => {
  test(`evaluate() weighs every token the same on ${name}`, async () => {
    const model = tinyGPT(makeDevice());
    const [large] = countingBatches(1, [4, 5]) as [Batch];
    const small: Batch = { input: Int32Array.of(6, 6), target: Int32Array.of(1, 2), shape: [1, 2] };
    const [a, b] = [await evaluate(model, [large]), await evaluate(model, [small])];
    const both = await evaluate(model, [large, small]);
    expect(both.tokens).toBe(22);
    expect(both.loss).toBeCloseTo((20 * a.loss + 2 * b.loss) / 22, 6);
  });
});

test('evaluate() does not count targets below 0', async () => {
  const model = tinyGPT(cpu);
  const input = Int32Array.of(1, 2, 3, 4);
  const found = await evaluate(model, [{ input, target: Int32Array.of(2, -100, -100, 5), shape: [1, 4] }]);
  expect(found.tokens).toBe(2);
});

test('evaluate() stops after `batches`', async () => {
  expect((await evaluate(tinyGPT(cpu), countingBatches(9, [2, 5]), { batches: 2 })).tokens).toBe(20);
});

test('evaluate() runs without dropout and leaves each module in its mode', async () => {
  const model = tinyGPT(cpu, { dropout: 0.5 });
  model.h[1]!.eval();
  const data = countingBatches(2, [2, 5]);
  const modes = () => [...model.modules()].map(({ training }) => training);
  const before = modes();
  expect(await evaluate(model, data)).toEqual(await evaluate(model, data));
  expect(modes()).toEqual(before);
  expect(new Set(before)).toEqual(new Set([true, false]));
});

test('evaluate() leaves no array behind and touches no gradient', async () => {
  const model = tinyGPT(cpu);
  const before = cpu.stats().bytes;
  await evaluate(model, countingBatches(3, [2, 5]));
  expect(cpu.stats().bytes).toBe(before);
  expect(model.parameters().every(({ grad }) => grad === null)).toBe(true);
});

test('evaluate() tells data without a batch, and a number of batches that is none', async () => {
  await expect(evaluate(tinyGPT(cpu), [])).rejects.toThrow('Cannot evaluate: the data gave no batch');
  await expect(evaluate(tinyGPT(cpu), [], { batches: 0 })).rejects.toThrow(
    'batches is 0, wanted a whole number, at least 1',
  );
});
