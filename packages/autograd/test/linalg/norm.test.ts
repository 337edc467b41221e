import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { linalg, tensor } from '../../src/index.ts';
import { checkTwice, describeGolden, leaf } from '../golden.ts';

type Order = 'fro' | 'nuc' | number;
const orderOf = (text: string): Order =>
  text === 'fro' || text === 'nuc' ? text : text === 'inf' ? Infinity : text === '-inf' ? -Infinity : Number(text);

describeGolden(
  'norms',
  ({ x }, name, { ord }) => {
    if (name === 'whole') return linalg.norm(x!);
    const order = orderOf(ord as string);
    return name.startsWith('vector')
      ? linalg.norm(x!, { ord: order, axis: 1 })
      : linalg.norm(x!, { ord: order, axis: [2, 0], keepdims: true });
  },
  { where: (device, name) => device !== 'queued' || !/matrix (-?2|nuc)/.test(name) },
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 2], { device });
    for (const ord of [2, 1, 3, -1, 0, Infinity, -Infinity])
      test(`norm() of vectors, order ${ord}`, () => checkTwice((a) => linalg.norm(a, { ord, axis: 1 }), [x]));
    for (const ord of ['fro', 'nuc', 1, -1, 2, -2] as const)
      test(`norm() of matrices, order ${ord}`, () => checkTwice((a) => linalg.norm(a, { ord, axis: [1, -1] }), [x]));
    test('norm() of all', () => checkTwice((a) => linalg.norm(a), [x]));
  });

test('norm() is flat at 0, as in PyTorch', () => {
  const x = tensor([0, 0], { requiresGrad: true });
  for (const ord of [2, 1, 3, Infinity]) {
    x.zeroGrad();
    linalg.norm(x, { ord }).backward();
    expect(x.grad!.toArray(), `order ${ord}`).toEqual([0, 0]);
  }
  const half = tensor([0, 4], { requiresGrad: true });
  linalg.norm(half, { ord: 0.5 }).backward();
  expect(half.grad!.toArray()).toEqual([0, 1]);
});

test('norm() names orders and axes that do not fit', () => {
  const [v, m] = [tensor([1, 2]), tensor([[1, 2]])];
  expect(() => linalg.norm(v, { ord: 'fro' })).toThrow("Cannot take the norm 'fro' of a vector: it is for matrices");
  expect(() => linalg.norm(v, { ord: NaN })).toThrow('Cannot take the norm NaN: wanted a number p');
  expect(() => linalg.norm(m, { ord: 3 })).toThrow(
    "Cannot take the norm 3 of a matrix: wanted 1, 2, Infinity, their negatives, 'fro' or 'nuc'",
  );
  expect(() => linalg.norm(m, { axis: [0, 0] })).toThrow('Cannot take the norm over axis 0 twice');
  expect(() => linalg.norm(m.unsqueeze(0), { ord: 1 })).toThrow(
    'Cannot take the norm 1 of [1,1,2]: wanted one or two axes; name them by { axis }',
  );
});
