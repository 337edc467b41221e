import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { applyOne, grad, gradCheck, Parameter } from '@zero-to-gpt/autograd';
import { array, createReference, type Nested, Random, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { Embedding, embeddingRule } from '../src/embedding.ts';

expect.extend(matchers);

const pytorch: Record<'table' | 'ids' | 'dy' | 'y' | 'dtable', Nested> = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures', 'pytorch.json'), 'utf8'),
);

forEachDevice((makeDevice, name) => {
  test(`Embedding on ${name} computes PyTorch's values and gradient, rows that come twice added up`, async () => {
    const device = makeDevice();
    const embedding = new Embedding(7, 3, { device });
    embedding.weight.value.assign(array(pytorch.table, { device }));
    const y = embedding.forward(array(pytorch.ids, { device, dtype: 'int32' }));
    await expect(y).toBeAllClose(pytorch.y, { rtol: 0, atol: 0 });
    y.mul(array(pytorch.dy, { device })).sum().backward();
    await expect(embedding.weight.grad!).toBeAllClose(pytorch.dtable, { rtol: 1e-6, atol: 1e-6 });
  });

  test(`Embedding on ${name} takes ids of any shape, and views of them`, async () => {
    const device = makeDevice();
    const embedding = new Embedding(3, 2, { device });
    embedding.weight.value.assign(
      array(
        [
          [0, 1],
          [10, 11],
          [20, 21],
        ],
        { device },
      ),
    );
    const ids = array(
      [
        [0, 1],
        [2, 0],
      ],
      { device, dtype: 'int32' },
    );
    await expect(embedding.forward(ids.slice(1, 0))).toBeAllClose([20, 21]);
    const y = embedding.forward(ids.T);
    await expect(y).toBeAllClose([
      [
        [0, 1],
        [20, 21],
      ],
      [
        [10, 11],
        [0, 1],
      ],
    ]);
    y.sum().backward(); // a gradient that broadcasting spread
    await expect(embedding.weight.grad!).toBeAllClose([
      [2, 2],
      [1, 1],
      [1, 1],
    ]);
  });
});

test('Embedding passes gradCheck', () => {
  const table = new Parameter(new Random(1).normal([4, 2], { device: reference, dtype: 'float64' }));
  const ids = array([3, 1, 3], { device: reference, dtype: 'int32' });
  gradCheck((w) => applyOne((value) => embeddingRule(value, ids), w), [table]);
});

test('Embedding asks the device for one backward kernel, and composes where it declines', () => {
  const device = createReference();
  const calls: string[] = [];
  device.kernels.embeddingBackward = () => calls.push('backward') < 0;
  const embedding = new Embedding(2, 1, { device });
  embedding
    .forward(array([1, 1], { device, dtype: 'int32' }))
    .sum()
    .backward();
  expect(calls).toEqual(['backward']);
  expect(embedding.weight.grad?.toArray()).toEqual([[0], [2]]);
});

test('Embedding starts normal with the given spread, the same for the same seed', () => {
  const values = (std?: number) => [
    ...new Embedding(100, 50, { random: new Random(2), ...(std === undefined ? {} : { std }) }).weight.value.toFlat(),
  ];
  const spread = (data: number[]) => Math.sqrt(data.reduce((sum, x) => sum + x * x, 0) / data.length);
  expect(spread(values())).toBeCloseTo(1, 1);
  expect(spread(values(0.02))).toBeCloseTo(0.02, 3);
  expect(values()).toEqual(values());
});

test('Embedding refuses ids outside the table, and ids that are not int32', () => {
  const embedding = new Embedding(3, 2);
  expect(() => embedding.forward(array([0, 3], { dtype: 'int32' }))).toThrow(RangeError);
  expect(() => embedding.forward(array([-1], { dtype: 'int32' }))).toThrow(RangeError);
  expect(() => embedding.forward(array([1]))).toThrow(TypeError);
});

test('Embedding refuses tables that cannot be', () => {
  expect(() => new Embedding(0, 2)).toThrow('Cannot make a table [0, 2]');
  expect(() => new Embedding(2, 1.5)).toThrow('Cannot make a table [2, 1.5]');
  expect(() => new Embedding(2, 2, { std: -1 })).toThrow('Cannot spread first values by std -1');
});

test('embeddingRule() is traced on tensors: a slope of its slope', () => {
  const table = new Parameter(new Random(3).normal([4, 2], { dtype: 'float64', device: reference }));
  const ids = array([1, 3, 1], { dtype: 'int32', device: reference });
  gradCheck(
    (weight) => {
      const rows = applyOne((x) => embeddingRule(x, ids), weight);
      const [slope] = grad(rows.mul(rows).mul(rows).sum(), [weight], { createGraph: true });
      return slope!.mul(slope!);
    },
    [table],
  );
});
