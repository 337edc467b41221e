import { gradCheck, type Tensor, Tensor as TensorClass, tensor } from '@zero-to-gpt/autograd';
import { array, cpu, type Device, type DType, empty, Random, reference, softmax } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { scaledDotProductAttention } from '@zero-to-gpt/transformer';
import { describe, expect, test } from 'vitest';

expect.extend(matchers);

/** Normal numbers, the same for one name on every device. */
function draw(name: string, shape: number[], device: Device, dtype: DType = 'float32', requiresGrad = false): Tensor {
  const value = new Random(3).split(name).normal(shape, { dtype, device });
  return new TensorClass(value, { requiresGrad });
}

forEachDevice((makeDevice, name) => {
  describe(`scaledDotProductAttention() on ${name}`, () => {
    test('is softmax(q · kᵀ / √D) · v', async () => {
      const device = makeDevice();
      const [q, k, v] = ['q', 'k', 'v'].map((n) => draw(n, [2, 3, 4], device)) as [Tensor, Tensor, Tensor];
      const weights = softmax(q.value.matmul(k.value.mT).mul(0.5));
      await expect(scaledDotProductAttention(q, k, v)).toBeAllClose(weights.matmul(v.value));
    });

    test('averages over what a causal query sees', async () => {
      const device = makeDevice();
      const q = tensor([[0], [0], [0]], { device });
      const v = tensor([[3], [5], [10]], { device });
      await expect(scaledDotProductAttention(q, q, v, { causal: true })).toBeAllClose([[3], [4], [6]]);
    });

    test('takes causal queries for the last positions where keys are more', async () => {
      const device = makeDevice();
      const [q, k] = [tensor([[0], [0]], { device }), tensor([[0], [0], [0]], { device })];
      const v = tensor([[3], [5], [10]], { device });
      await expect(scaledDotProductAttention(q, k, v, { causal: true })).toBeAllClose([[4], [6]]);
    });

    test('hides the keys where the mask is 0, and gives zeros where all are hidden', async () => {
      const device = makeDevice();
      const q = tensor([[0], [0]], { device });
      const v = tensor([[3], [5]], { device, requiresGrad: true });
      const mask = array([[0, 1], [0, 0]], { dtype: 'uint8', device }); // biome-ignore format: a table
      const y = scaledDotProductAttention(q, q, v, { mask });
      await expect(y).toBeAllClose([[5], [0]]);
      y.sum().backward();
      await expect(v.grad).toBeAllClose([[0], [1]]);
    });

    test('takes heads that lie packed in one array, and carries gradients back to it', async () => {
      const device = makeDevice();
      const packed = draw('packed', [1, 3, 12], device, 'float32', true); // (B, T, 3C), two heads of 2
      const heads = packed.split(3, { axis: -1 }).map((x) => x.reshape(1, 3, 2, 2).transpose(1, 2));
      const y = scaledDotProductAttention(...(heads as [Tensor, Tensor, Tensor]), { causal: true });
      expect(y.shape).toEqual([1, 2, 3, 2]);
      y.sum().backward();
      const flat = [...(await packed.grad!.data())];
      const sumOfValues = flat.filter((_, i) => i % 12 >= 8).reduce((a, b) => a + b, 0);
      expect(sumOfValues).toBeCloseTo(12, 4); // weights sum to one, so each of 12 outputs hands down 1
    });

    test('has the gradient of primitives, causal, masked and with dropout', async () => {
      const [device, plain] = [makeDevice(), reference];
      const grads = async (where: Device, dtype: DType) => {
        const [q, k, v] = ['q', 'k', 'v'].map((n) => draw(n, [1, 2, 5, 4], where, 'float32', true)) as [
          Tensor,
          Tensor,
          Tensor,
        ];
        const dropout = dtype === 'float32' ? 0.25 : 0;
        scaledDotProductAttention(q, k, v, { causal: true, dropout, random: new Random(5) })
          .mul(q)
          .sum()
          .backward();
        return Promise.all([q, k, v].map((x) => x.grad!.data()));
      };
      const [found, wanted] = [await grads(device, 'float32'), await grads(plain, 'float32')];
      for (const [i, data] of found.entries()) await expect(data).toBeAllClose(wanted[i], { rtol: 1e-4, atol: 1e-5 });
    });

    test('zeroes about a share `dropout` of the weights, other ones for another seed', async () => {
      const device = makeDevice();
      const q = tensor(
        Array.from({ length: 8 }, () => [0]),
        { device },
      );
      const v = tensor(
        Array.from({ length: 8 }, (_, i) => Array.from({ length: 8 }, (_, j) => +(i === j))),
        { device },
      );
      const k = q;
      const drop = async (seed: number) => {
        const wide = v.reshape(8, 8);
        const y = scaledDotProductAttention(k.matmul(tensor([[0, 0, 0, 0, 0, 0, 0, 0]], { device })), wide, wide, {
          scale: 0,
          dropout: 0.5,
          random: new Random(seed),
        });
        return y.data();
      };
      const [a, b, c] = [await drop(1), await drop(1), await drop(2)];
      expect(a).toEqual(b);
      expect(a).not.toEqual(c);
      expect(new Set(a.map((x) => Math.round(x * 100)))).toEqual(new Set([0, 25])); // 1/8 doubled
      const kept = a.filter((x) => x > 0).length;
      expect(kept).toBeGreaterThan(16);
      expect(kept).toBeLessThan(48);
    });
  });
});

test('scaledDotProductAttention() has the right gradient in float64', () => {
  const inputs = ['q', 'k', 'v'].map((n) => draw(n, [2, 2, 3, 2], reference, 'float64', true));
  const mask = array([[1, 1, 0], [1, 1, 1], [0, 1, 1]], { dtype: 'uint8', device: reference }); // biome-ignore format: a table
  for (const options of [{}, { causal: true }, { mask }, { causal: true, mask, scale: 0.3 }])
    gradCheck((q, k, v) => scaledDotProductAttention(q, k, v, options), inputs);
});

test('scaledDotProductAttention() with dropout has the right gradient for one and the same draw', () => {
  const inputs = ['q', 'k', 'v'].map((n) => draw(n, [1, 2, 4, 2], reference, 'float64', true));
  gradCheck((q, k, v) => scaledDotProductAttention(q, k, v, { dropout: 0.3, random: new Random(8) }), inputs);
});

test('scaledDotProductAttention() frees what it makes', () => {
  const q = draw('q', [1, 2, 3, 4], cpu, 'float32', true);
  const run = () => {
    const y = scaledDotProductAttention(q, q, q, { causal: true }).sum();
    y.backward();
    y.dispose();
  };
  run();
  const before = cpu.stats().bytes;
  run();
  expect(cpu.stats().bytes).toBeLessThanOrEqual(before + 256); // logSumExp belongs to the caller's scope
});

test('scaledDotProductAttention() names shapes that do not fit', () => {
  const x = (...shape: number[]) => new TensorClass(empty(shape));
  expect(() => scaledDotProductAttention(x(3), x(3), x(3))).toThrow('Cannot attend with queries [3]');
  expect(() => scaledDotProductAttention(x(2, 3), x(2, 4), x(2, 4))).toThrow('Cannot attend from [2,3] to keys [2,4]');
  expect(() => scaledDotProductAttention(x(2, 3), x(4, 3), x(5, 3))).toThrow('keys [4,3] and values [5,3]');
});

test('scaledDotProductAttention() tells other dtypes and devices, and a scale that is none', () => {
  const q = new TensorClass(empty([2, 3]));
  const exact = new TensorClass(empty([2, 3], { dtype: 'float64' }));
  const elsewhere = new TensorClass(empty([2, 3], { device: reference }));
  expect(() => scaledDotProductAttention(q, exact, exact)).toThrow('from float32 on cpu to float64 on cpu');
  expect(() => scaledDotProductAttention(q, q, elsewhere)).toThrow(TypeError);
  expect(() => scaledDotProductAttention(q, q, q, { scale: Number.NaN })).toThrow('found scale NaN');
});

test('scaledDotProductAttention() names masks and dropout that do not fit', () => {
  const q = new TensorClass(empty([2, 3]));
  const floats = empty([2, 2]);
  expect(() => scaledDotProductAttention(q, q, q, { mask: floats })).toThrow(TypeError);
  const wide = empty([2, 3], { dtype: 'uint8' });
  expect(() => scaledDotProductAttention(q, q, q, { mask: wide })).toThrow(
    "does not broadcast to the weights' shape [2,2]",
  );
  expect(() => scaledDotProductAttention(q, q, q, { dropout: 1 })).toThrow('Cannot drop out: found probability 1');
});
