import { noGrad, Parameter, Tensor, tensor } from '@zero-to-gpt/autograd';
import { array, cpu, createReference, Random, reference, scope } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { BatchNorm1d } from '../../src/layers/batch-norm-1d.ts';
import { describeLayer } from '../fixtures/describe-layer.ts';

expect.extend(matchers);

describeLayer('BatchNorm1d', [
  { golden: 'batchNorm1d', make: (options) => new BatchNorm1d(3, options) },
  { golden: 'batchNorm1dLong', make: (options) => new BatchNorm1d(2, { eps: 1e-3, momentum: 0.3, ...options }) },
  { golden: 'batchNorm1dMean', make: (options) => new BatchNorm1d(2, { momentum: null, ...options }) },
  { golden: 'batchNorm1dPlain', make: (options) => new BatchNorm1d(3, { affine: false, ...options }) },
  { golden: 'batchNorm1dUntracked', make: (options) => new BatchNorm1d(3, { trackRunningStats: false, ...options }) },
]);

test('BatchNorm1d saves its running statistics beside its parameters', () => {
  expect([...new BatchNorm1d(2).stateDict()].map(([name, { dtype, shape }]) => [name, dtype, [...shape]])).toEqual([
    ['weight', 'float32', [2]],
    ['bias', 'float32', [2]],
    ['runningMean', 'float32', [2]],
    ['runningVar', 'float32', [2]],
    ['numBatchesTracked', 'int32', []],
  ]);
});

test('BatchNorm1d in eval() gives each example the same, whoever stands beside it, and learns nothing', () => {
  const norm = new BatchNorm1d(2);
  norm.forward(tensor(new Random(1).normal([8, 2]).toArray()));
  norm.eval();
  const before = norm.runningMean!.toArray();
  const alone = norm.forward(tensor([[1, 2]])).value.toArray();
  const together = norm
    .forward(
      tensor([
        [1, 2],
        [30, -40],
      ]),
    )
    .value.toArray();
  expect((together as number[][])[0]).toEqual((alone as number[][])[0]);
  expect(norm.runningMean!.toArray()).toEqual(before);
  expect(norm.numBatchesTracked!.item()).toBe(1);
});

test('BatchNorm1d keeps nothing of a batch but its running statistics', () => {
  const device = createReference();
  const norm = new BatchNorm1d(4, { device });
  const x = new Tensor(new Random(1).normal([16, 4], { device }));
  const bytes = [0, 1, 2].map(() => {
    using _ = scope();
    norm.forward(x).sum().backward();
    return device.stats().bytes;
  });
  const after = device.stats().bytes;
  {
    using _ = scope();
    norm.forward(x);
  }
  expect(device.stats().bytes).toBe(after);
  expect(norm.numBatchesTracked!.item()).toBe(4);
  expect(bytes[2]).toBe(bytes[1]);
});

test('BatchNorm1d moves with its statistics', async () => {
  const norm = new BatchNorm1d(2, { device: cpu });
  await norm.to(reference);
  norm.forward(
    new Parameter(
      array(
        [
          [1, 2],
          [3, 4],
        ],
        { device: reference },
      ),
    ),
  );
  expect([norm.runningMean?.device, norm.numBatchesTracked?.device]).toEqual([reference, reference]);
  await expect(norm.runningMean!).toBeAllClose([0.2, 0.3]);
});

test('BatchNorm1d follows the batches without a tape too', () => {
  const norm = new BatchNorm1d(1);
  noGrad(() => norm.forward(tensor([[0], [20]])));
  expect(norm.runningMean!.toArray()).toEqual([1]);
});

test('BatchNorm1d with momentum 1 keeps the last batch alone, with 0 the first values', () => {
  const [last, none] = [1, 0].map((momentum) => new BatchNorm1d(1, { momentum }));
  for (const norm of [last!, none!])
    for (const x of [
      [[0], [2]],
      [[4], [8]],
    ])
      norm.forward(tensor(x));
  expect([last!, none!].map((norm) => norm.runningMean!.toArray())).toEqual([[6], [0]]);
  expect([last!, none!].map((norm) => norm.runningVar!.toArray())).toEqual([[8], [1]]);
});

test('BatchNorm1d refuses inputs and options that cannot be', () => {
  const norm = new BatchNorm1d(3);
  expect(() => norm.forward(tensor([1, 2, 3]))).toThrow(
    'Cannot normalise [3] by batch: expected (N, C) or (N, C, L) with C 3',
  );
  expect(() => norm.forward(tensor([[1, 2]]))).toThrow('Cannot normalise [1,2] by channel: axis 1 is 2, expected 3');
  expect(() => norm.forward(tensor([[1, 2, 3]]))).toThrow(
    'Cannot normalise [1,3] while training: found 1 element a channel, expected 2 or more',
  );
  expect(() => norm.eval().forward(tensor([[1, 2, 3]]))).not.toThrow();
  expect(() => new BatchNorm1d(0)).toThrow('Cannot normalise 0 channels: expected a whole number, at least 1');
  expect(() => new BatchNorm1d(2, { momentum: 1.5 })).toThrow(
    'Cannot follow the batches with momentum 1.5: expected a number from 0 to 1, or null',
  );
  expect(() => new BatchNorm1d(2, { eps: -1 })).toThrow('Cannot normalise with eps -1');
});
