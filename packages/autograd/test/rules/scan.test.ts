import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { logSumExp, tensor } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, leaf } from '../golden.ts';

describeGolden(
  'scan',
  byName('scan', {
    cumsum: ({ x }) => x!.cumsum({ axis: 1 }),
    'cumsum flat': ({ x }) => x!.cumsum(),
    cumprod: ({ x }) => x!.cumprod({ axis: 1 }),
    'cumprod flat': ({ x }) => x!.cumprod(),
    'cumprod with zeros': ({ x }) => x!.cumprod({ axis: 1 }),
    logSumExp: ({ x }) => logSumExp(x!, { axis: 1 }),
    'logSumExp kept': ({ x }) => logSumExp(x!, { keepdims: true }),
  }),
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 2], { device });
    const zeros = tensor(
      [
        [2, 0, 3],
        [0, 0, 4],
        [1, -1, 2],
      ],
      { dtype: 'float64', device, requiresGrad: true },
    );
    test('cumsum()', () => {
      checkTwice((a) => a.cumsum({ axis: 1 }), [x]);
      checkTwice((a) => a.cumsum({ axis: -1 }).mul(a), [x]);
      checkTwice((a) => a.cumsum(), [x]);
    });
    test('cumprod(), also of zeros', () => {
      checkTwice((a) => a.cumprod({ axis: 1 }), [x]);
      checkTwice((a) => a.cumprod(), [x]);
      checkTwice((a) => a.cumprod({ axis: 1 }), [zeros]);
    });
    test('prod(), also of zeros', () => {
      checkTwice((a) => a.prod(), [x]);
      checkTwice((a) => a.prod({ axis: [0, 2], keepdims: true }), [x]);
      checkTwice((a) => a.prod({ axis: 1 }), [zeros]);
      checkTwice((a) => a.prod({ axis: 0 }), [zeros]);
    });
    test('logSumExp()', () => checkTwice((a) => logSumExp(a, { axis: 1 }), [x]));
  });

test('cumsum() and prod() of one element, and prod() of none', () => {
  const x = tensor([3], { requiresGrad: true });
  x.cumsum().mul(x.cumprod()).mul(x.prod()).sum().backward();
  expect(x.grad!.toArray()).toEqual([27]);
  const none = tensor([[], []], { requiresGrad: true });
  none.prod({ axis: 1 }).sum().backward();
  expect(none.grad!.shape).toEqual([2, 0]);
});

test('logSumExp() is flat where all is −∞', () => {
  const x = tensor(
    [
      [-Infinity, -Infinity],
      [0, -Infinity],
    ],
    { requiresGrad: true },
  );
  const y = logSumExp(x);
  expect(y.value.toArray()).toEqual([-Infinity, 0]);
  y.sum().backward();
  expect(x.grad!.toArray()).toEqual([
    [0, 0],
    [1, 0],
  ]);
});
