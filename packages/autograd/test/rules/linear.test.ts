import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gradCheck, linear, Tensor, tensor } from '../../src/index.ts';
import { describeGolden, describeKernels, leaf } from '../golden.ts';

describeGolden('linear', ({ x, weight, bias, residual }) =>
  linear(x!, weight!, bias ?? null, residual ? { residual } : {}),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 2, 3], { device });
    const w = leaf([4, 3], { device, seed: 3 });
    const b = leaf([4], { device, seed: 8 });
    const r = leaf([2, 2, 4], { device, seed: 9 });
    test('linear() with and without bias and residual', () => {
      gradCheck((x, w) => linear(x, w), [x, w]);
      gradCheck((x, w, b) => linear(x, w, b), [x, w, b]);
      gradCheck((x, w, residual) => linear(x, w, null, { residual }), [x, w, r]);
      gradCheck((x, w, b, residual) => linear(x, w, b, { residual }), [x, w, b, r]);
    });
  });

describe('linear() says what does not fit', () => {
  const x = tensor([[1, 2, 3]]);
  const w = tensor([
    [1, 2, 3],
    [4, 5, 6],
  ]);
  test('weight', () => {
    expect(() => linear(x, tensor([[1, 2]]))).toThrow('Cannot apply linear to [1,3] with weight [1,2]');
    expect(() => linear(tensor(1), w)).toThrow(RangeError);
  });
  test('bias', () => {
    expect(() => linear(x, w, tensor([1, 2, 3]))).toThrow(
      'Cannot add bias [3] in linear with weight [2,3]: expected [2]',
    );
  });
  test('device and dtype', () => {
    const where = { device: reference };
    expect(() => linear(x, tensor([[1, 2, 3]], where))).toThrow('linear to arrays on cpu and reference');
    expect(() => linear(x, w, tensor([1, 2], where))).toThrow(TypeError);
    expect(() => linear(x, tensor([[1, 2, 3]], { dtype: 'float64' }))).toThrow('float32 with float64');
    expect(() => linear(x, w, tensor([1, 2], { dtype: 'float64' }))).toThrow('float32 with float64');
  });
  test('residual', () => {
    expect(() => linear(x, w, null, { residual: tensor([1, 2]) })).toThrow(
      "residual [2] in linear: expected the result's shape [1,2]",
    );
  });
});

describeKernels(['linear', 'linearBackward'], (device) => {
  const inputs = [
    leaf([2, 3, 8], { device }),
    leaf([4, 8], { device }),
    leaf([4], { device }),
    leaf([2, 3, 4], { device }),
  ].map((x) => new Tensor(x.value.astype('float32'), { requiresGrad: true })) as [Tensor, Tensor, Tensor, Tensor]; // map keeps the length
  const [x, w, bias, residual] = inputs;
  return { y: linear(x, w, bias, { residual }), inputs };
});
