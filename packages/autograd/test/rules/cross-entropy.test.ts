import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { crossEntropy, gradCheck, type Reduction, tensor } from '../../src/index.ts';
import { describeGolden, describeKernels, int32, leaf } from '../golden.ts';

describeGolden('cross-entropy', ({ logits }, name, { targets, reduction, smoothing }) =>
  crossEntropy(logits!, int32(targets, logits!), {
    reduction: reduction as Reduction,
    labelSmoothing: smoothing as number,
    ...(name.startsWith('ignore index') ? { ignoreIndex: 0 } : {}),
  }),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const logits = leaf([2, 3, 4], { device });
    const targets = int32(
      [
        [0, 3, 1],
        [2, -100, 0],
      ],
      { device },
    );
    for (const reduction of ['mean', 'sum', 'none'] as const)
      test(`crossEntropy() with reduction ${reduction}, with and without smoothing`, () => {
        gradCheck((x) => crossEntropy(x, targets, { reduction }), [logits]);
        gradCheck((x) => crossEntropy(x, targets, { reduction, labelSmoothing: 0.2 }), [logits]);
      });
  });

test('crossEntropy() passes over classes whose logit is −∞', () => {
  const logits = tensor([[0, -Infinity, 0]], { requiresGrad: true });
  const loss = crossEntropy(logits, array([0], { dtype: 'int32' }));
  loss.backward();
  expect(loss.item()).toBeCloseTo(Math.LN2, 5);
  expect(logits.grad!.toArray()).toEqual([[-0.5, 0, 0.5]]);
});

describeKernels(['crossEntropy', 'crossEntropyBackward'], (device) => {
  const x = tensor(
    [
      [
        [-3, -1, 0],
        [0.5, 2, 4],
        [1, 1, 1],
      ],
    ],
    { device, requiresGrad: true },
  );
  return { y: crossEntropy(x, int32([[0, 2, -100]], { device })), inputs: [x] };
});
