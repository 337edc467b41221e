import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gradCheck, tensor } from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

describeGolden('reduce', ({ x }, name, { axis, keepdims }) =>
  x![name.split(' ')[0] as 'sum']({ axis: axis as number | number[], keepdims: keepdims as boolean }),
);
describeGolden('reductions', ({ x }, _, { op, axis, keepdims, correction }) =>
  x![op as 'var']({
    ...(axis !== null && { axis: axis as number | number[] }),
    keepdims: keepdims as boolean,
    ...(correction === 1 && { correction }),
  }),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 2], { device });
    for (const op of ['sum', 'mean', 'max', 'min'] as const)
      test(`${op}() over no, one and two axes`, () => {
        gradCheck((a) => a[op](), [x]);
        gradCheck((a) => a[op]({ axis: 1 }), [x]);
        gradCheck((a) => a[op]({ axis: [0, -1], keepdims: true }), [x]);
      });
  });

test('max() shares the gradient among elements that tie', () => {
  const x = tensor([3, 1, 3], { requiresGrad: true });
  x.max().backward();
  expect(x.grad!.toArray()).toEqual([0.5, 0, 0.5]);
});
