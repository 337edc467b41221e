import { Tensor } from '@zero-to-gpt/autograd';
import { cpu, type Device, Random } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { CausalSelfAttention, scaledDotProductAttention } from '@zero-to-gpt/transformer';
import { describe, expect, test } from 'vitest';

expect.extend(matchers);

const layer = (device: Device, dropout = 0) =>
  new CausalSelfAttention(8, { nHead: 2, std: 0.5, device, dropout, random: new Random(1) });
const input = (device: Device, requiresGrad = true) =>
  new Tensor(new Random(2).normal([2, 5, 8], { device }), { requiresGrad });

/** The same through one tensor a head: q, k and v cut out and laid side by side again. */
function headByHead(attention: CausalSelfAttention, x: Tensor): Tensor {
  const [B, T, C] = x.shape as [number, number, number];
  const [q, k, v] = attention.cAttn
    .forward(x)
    .split(3, { axis: -1 })
    .map((part) => part.reshape(B, T, attention.nHead, C / attention.nHead).transpose(1, 2)) as [
    Tensor,
    Tensor,
    Tensor,
  ];
  const y = scaledDotProductAttention(q, k, v, { causal: true });
  return attention.cProj.forward(y.transpose(1, 2).reshape(B, T, C));
}

forEachDevice((makeDevice, name) => {
  describe(`CausalSelfAttention on ${name}`, () => {
    test('equals attention head by head, with the same gradients', async () => {
      const device = makeDevice();
      const [a, b] = [layer(device), layer(device)];
      const [x, z] = [input(device), input(device)];
      const [y, w] = [a.forward(x), headByHead(b, z)];
      await expect(y).toBeAllClose(w.value, { rtol: 1e-4, atol: 1e-5 });
      y.mul(y).sum().backward();
      w.mul(w).sum().backward();
      await expect(x.grad).toBeAllClose(z.grad, { rtol: 1e-3, atol: 1e-4 });
      for (const [i, p] of a.parameters().entries())
        await expect(p.grad).toBeAllClose(b.parameters()[i]!.grad, { rtol: 1e-3, atol: 1e-4 });
    });

    test('drops weights and results in training only', async () => {
      const device = makeDevice();
      const attention = layer(device, 0.5);
      const x = input(device, false);
      const draw = () => attention.forward(x).data();
      expect(await draw()).not.toEqual(await draw());
      attention.eval();
      expect(await draw()).toEqual(await draw());
    });
  });
});

test('CausalSelfAttention names a width that does not divide into its heads', () => {
  expect(() => new CausalSelfAttention(8, { nHead: 3 })).toThrow('a width of 8 does not divide into 3 equal heads');
  expect(() => new CausalSelfAttention(8, { nHead: 0 })).toThrow(RangeError);
});

test('CausalSelfAttention draws cProj with residualStd', () => {
  const attention = new CausalSelfAttention(64, {
    nHead: 1,
    std: 0.1,
    residualStd: 0.01,
    random: new Random(1),
    device: cpu,
  });
  const largest = ({ weight }: { weight: Tensor }) => Math.max(...(weight.value.toFlat() as Float32Array));
  expect(largest(attention.cProj) / largest(attention.cAttn)).toBeLessThan(0.15);
});
