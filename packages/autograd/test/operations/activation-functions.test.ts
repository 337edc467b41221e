import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import * as autograd from '../../src/index.ts';
import {
  celu,
  glu,
  grad,
  gradCheck,
  hardtanh,
  logSigmoid,
  prelu,
  softplus,
  type Tensor,
  tensor,
} from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

// the cast: all that is called below is an activation
const library = { ...autograd } as unknown as Record<string, (x: Tensor, options?: object) => Tensor>;

describeGolden('activations', ({ x, weight }, name, { options }) =>
  weight ? prelu(x!, weight) : library[name.split(' ')[0]!]!(x!, options as object),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 4, 1], { device });
    x.value.assign(x.value.mul(3));
    for (const name of [
      'leakyRelu',
      'elu',
      'celu',
      'selu',
      'hardtanh',
      'relu6',
      'hardsigmoid',
      'hardswish',
      'softplus',
      'logSigmoid',
      'softsign',
      'mish',
    ] as const)
      test(`${name}(), first and second`, () => {
        gradCheck((v) => library[name]!(v), [x]);
        gradCheck((v) => grad(library[name]!(v).mul(v).sum(), [v], { createGraph: true })[0]!.mul(v), [x]);
      });
    test('glu() along any axis and prelu() with one slope or one a channel', () => {
      for (const axis of [1, -2]) gradCheck((v) => glu(v, { axis }), [x]);
      for (const size of [1, 4]) gradCheck((v, w) => prelu(v, w), [x, leaf([size], { device, seed: 3 })]);
    });
  });

test('softplus() and logSigmoid() neither overflow nor underflow', () => {
  expect(softplus(tensor([1000, -1000])).value.toArray()).toEqual([1000, 0]);
  expect(logSigmoid(tensor([1000, -1000])).value.toArray()).toEqual([-0, -1000]);
});

test('options that cannot be are refused', () => {
  const x = tensor([[1, 2, 3]]);
  expect(() => glu(x)).toThrow('Cannot halve axis -1 of [1,3] for glu: expected an even size');
  expect(() => prelu(x, tensor([1, 2]))).toThrow('prelu to [1,3] with weight [2]: expected [1] or [3]');
  expect(() => prelu(tensor([1, 2]), tensor([1, 2]))).toThrow('prelu to [2] with weight [2]: expected [1]');
  expect(() => celu(x, { alpha: 0 })).toThrow('celu with alpha 0');
  expect(() => softplus(x, { beta: 0 })).toThrow('softplus with beta 0');
  expect(() => hardtanh(x, { min: 2, max: 2 })).toThrow('between 2 and 2: expected min < max');
});
