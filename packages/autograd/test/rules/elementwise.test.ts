import { array, cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { clip, gradCheck, type Tensor, tensor } from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

describeGolden('arithmetic', ({ a, b }, name) => a![name as 'add'](b!));
describeGolden('binary', ({ a, b }, name) => a![name.split(' ')[0] as 'add'](b!));
describeGolden('unary', ({ x }, name) => {
  const op = name.split(' ')[0]!;
  return op === 'clip' ? clip(x!, -0.4, 0.7) : x![op as 'exp']();
});

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const a = leaf([2, 3], { device });
    const b = leaf([3], { device, seed: 5 });
    const positive = leaf([2, 3], { device }).value.abs().add(0.5);
    const p = tensor(positive.toArray(), { dtype: 'float64', device, requiresGrad: true });

    for (const op of ['add', 'sub', 'mul', 'div', 'maximum', 'minimum'] as const) {
      test(`${op}() of two tensors`, () => gradCheck((x, y) => x[op](y), [a, b]));
      test(`${op}() with a number`, () => gradCheck((x) => x[op](0.3), [a]));
      test(`${op}() with an array, which is a constant`, () => gradCheck((x) => x[op](b.value), [a]));
      test(`${op}() of a tensor with itself`, () => gradCheck((x) => x[op](x.mul(1.5)), [a]));
    }
    test('pow()', () => {
      gradCheck((x, y) => x.pow(y), [p, b]);
      gradCheck((x) => x.pow(3), [a]);
      gradCheck((x) => x.pow(-0.5), [p]);
      gradCheck((x) => x.pow(0), [a]);
    });
    for (const op of ['neg', 'abs', 'exp', 'sin', 'cos', 'tanh', 'erf', 'relu', 'sigmoid'] as const)
      test(`${op}()`, () => gradCheck((x) => x[op](), [a]));
    for (const op of ['log', 'log1p', 'sqrt'] as const) test(`${op}()`, () => gradCheck((x) => x[op](), [p]));
  });

function slope(f: (x: Tensor) => Tensor, at: number): number {
  const x = tensor(at, { requiresGrad: true });
  f(x).backward();
  return x.grad!.item();
}

describe('slopes where there is no single one', () => {
  test('abs() and relu() are flat at 0', () => {
    expect(slope((x) => x.abs(), 0)).toBe(0);
    expect(slope((x) => x.relu(), 0)).toBe(0);
  });

  test('maximum() and minimum() give each side half where they tie', () => {
    expect(slope((x) => x.maximum(2), 2)).toBe(0.5);
    expect(slope((x) => x.minimum(2), 2)).toBe(0.5);
  });

  test('pow() is flat in its exponent where the base is 0, as 0ᵇ is', () => {
    const b = tensor(2, { requiresGrad: true });
    tensor(0).pow(b).backward();
    expect(b.grad!.item()).toBe(0);
  });

  test('pow(0) is flat everywhere, at 0 too', () => {
    expect(slope((x) => x.pow(0), 0)).toBe(0);
  });

  test('pow() with an array of exponents is flat at 0 to the power of 0, as in PyTorch', () => {
    const x = tensor([[0], [2]], { requiresGrad: true });
    x.pow(array([0, 1, 2]))
      .sum()
      .backward();
    expect(x.grad!.toArray()).toEqual([[1], [5]]);
    gradCheck((a, b) => a.pow(b), [x, tensor([2, 3], { requiresGrad: true })], { tolerance: 1e-4 });
  });
});

describe('a mask (uint8)', () => {
  test('multiplies a tensor and gets no gradient itself', () => {
    const x = tensor([-1, 2], { requiresGrad: true });
    x.mul(x.greater(0)).sum().backward();
    expect(x.grad!.toArray()).toEqual([0, 1]);
  });
});
