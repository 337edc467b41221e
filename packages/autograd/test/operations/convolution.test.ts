import { cpu, createCPU, full, ones, reference, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test, vi } from 'vitest';
import { avgPool2d, conv2d, grad, gradCheck, maxPool2d, Tensor, tensor } from '../../src/index.ts';
import { describeGolden, leaf } from '../golden.ts';

describeGolden('convolution', ({ x, weight, bias }, name, { options, kernel }) => {
  if (weight) return conv2d(x!, weight, bias, options as object);
  const pool = name.startsWith('maxPool2d') ? maxPool2d : avgPool2d;
  return pool(x!, kernel as number, options as object);
});

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([1, 4, 3, 4], { device });
    const filters = leaf([2, 2, 3, 2], { device, seed: 3 });
    const bias = leaf([2], { device, seed: 4 });
    const moves = { stride: [2, 1], padding: [1, 0], dilation: [1, 2] } as const;
    test('conv2d()', () => gradCheck((v, w, b) => conv2d(v, w, b, { groups: 2, ...moves }), [x, filters, bias]));
    test('maxPool2d() and avgPool2d()', () => {
      gradCheck((v) => maxPool2d(v, [3, 2], { stride: 1, padding: 1 }), [x]);
      for (const countIncludePad of [true, false])
        gradCheck((v) => avgPool2d(v, [3, 2], { padding: [1, 0], countIncludePad }), [x]);
    });
    test('second derivatives', () => {
      const small = leaf([1, 2, 3, 3], { device });
      const w = leaf([2, 2, 2, 2], { device, seed: 3 });
      const again = (f: (...xs: Tensor[]) => Tensor, ...inputs: Tensor[]) =>
        gradCheck((...xs) => {
          const y = f(...xs);
          const slopes = grad(y.mul(y).sum(), xs, { createGraph: true });
          return slopes.map((s) => s.mul(s).sum()).reduce((a, b) => a.add(b));
        }, inputs);
      again((v, u) => conv2d(v, u, null, { padding: 1 }), small, w);
      again((v) => maxPool2d(v, 2, { stride: 1 }), small);
      again((v) => avgPool2d(v, 2, { stride: 1 }), small);
    });
  });

test('convolutions and pooling run in kernels where the device has them, forward and back', async () => {
  const device = createCPU();
  const slots = ['im2col', 'col2im', 'maxPool', 'maxPoolBackward'] as const;
  const x = leaf([2, 2, 6, 5]).value.astype('float32');
  const run = () => {
    const image = tensor(x.toArray(), { device, requiresGrad: true });
    const w = new Tensor(ones([3, 2, 3, 2], { device }), { requiresGrad: true });
    const y = maxPool2d(conv2d(image, w, null, { padding: 1 }), 2);
    const kept = y.detach();
    y.mul(y).sum().backward();
    return [kept.value, image.grad!, w.grad!];
  };
  const spies = slots.map((slot) => vi.spyOn(device.kernels, slot));
  const fused = run();
  for (const spy of spies) expect(spy.mock.results.map(({ value }) => value)).toEqual([true]);
  for (const spy of spies) spy.mockReturnValue(false);
  for (const [i, found] of run().entries()) await expect(found).toBeAllClose(fused[i], { atol: 1e-4, rtol: 1e-5 });
});

test('maxPool2d() gives the gradient to the first place inside where a window is all −∞', () => {
  for (const device of [reference, cpu])
    for (const [dilation, wanted] of [
      [1, [4, 2, 2, 2, 1, 1, 2, 1, 1]],
      [2, [0, 0, 0, 0, 1, 0, 0, 0, 0]],
    ] as const) {
      const x = new Tensor(full([1, 1, 3, 3], -Infinity, { device }), { requiresGrad: true });
      maxPool2d(x, 2, { padding: 1, stride: dilation === 1 ? 1 : 4, dilation })
        .sum()
        .backward();
      expect([...x.grad!.toFlat()]).toEqual(wanted);
    }
});

describe('bad input', () => {
  const x = new Tensor(ones([1, 4, 5, 5]));
  const w = (...shape: number[]) => new Tensor(ones(shape));

  test('conv2d() says which weight is wanted', () => {
    expect(() => conv2d(x, w(2, 3, 3, 3))).toThrow(
      'Cannot convolve 4 channels in 1 group with weight [2,3,3,3]: expected [out, 4, height, width]',
    );
    expect(() => conv2d(x, w(3, 2, 3, 3), null, { groups: 2 })).toThrow('out divisible by the groups');
    expect(() => conv2d(x, w(2, 4, 3))).toThrow('with weight [2,4,3]');
    expect(() => conv2d(x, w(2, 4, 3, 3), w(3))).toThrow(
      'Cannot add bias [3] in conv2d with weight [2,4,3,3]: expected [2]',
    );
    expect(() => conv2d(w(4, 5, 5), w(2, 4, 3, 3))).toThrow('expected [batch, channels, height, width]');
    expect(() => conv2d(x, w(2, 4, 6, 6))).toThrow('does not fit once');
    expect(() => conv2d(x, w(2, 4, 3, 3), null, { stride: 0 })).toThrow('stride [0,0]');
  });

  test('a batch may be empty: results are, and slopes of weights are 0', () => {
    const none = new Tensor(zeros([0, 2, 4, 4], { dtype: 'float64' }), { requiresGrad: true });
    const [weight, bias] = [leaf([3, 2, 3, 3]), leaf([3])];
    const y = conv2d(none, weight, bias);
    expect(y.shape).toEqual([0, 3, 2, 2]);
    y.sum().backward();
    expect(none.grad!.shape).toEqual([0, 2, 4, 4]);
    expect([weight, bias].map((w) => w.grad!.abs().sum().item())).toEqual([0, 0]);
    for (const pool of [maxPool2d, avgPool2d]) expect(pool(none, 2).shape).toEqual([0, 2, 2, 2]);
    expect(() => conv2d(new Tensor(zeros([1, 2, 0, 4], { dtype: 'float64' })), weight)).toThrow(
      'Cannot convolve [1,2,0,4]: found no height, expected one at least',
    );
  });

  test('pooling refuses a window that lies in the padding alone', () => {
    const small = new Tensor(ones([1, 1, 2, 2]));
    expect(() => maxPool2d(small, 2, { stride: 3, padding: 1, dilation: 3 })).toThrow(
      'Cannot pool a plane of [2,2] with padding [1,1]: a window of [2,2] (dilation [3,3]) lies in the padding alone',
    );
    expect(maxPool2d(small, 3, { padding: 1, dilation: 1 }).shape).toEqual([1, 1, 1, 1]);
    expect(maxPool2d(new Tensor(ones([1, 1, 3, 1])), 2, { stride: 1, padding: 1, dilation: [1, 1] }).shape).toEqual([
      1, 1, 4, 2,
    ]);
  });

  test('pooling refuses what no window can be', () => {
    expect(() => maxPool2d(x, 2, { padding: 2 })).toThrow(
      'Cannot pad windows of [2,2] by [2,2]: expected half a window',
    );
    expect(() => avgPool2d(x, 0)).toThrow('kernel [0,0]');
    expect(() => maxPool2d(w(5, 5), 2)).toThrow('Cannot pool [5,5]: expected [batch, channels, height, width]');
  });
});
