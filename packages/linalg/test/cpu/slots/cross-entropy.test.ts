import { describe, expect, test } from 'vitest';
import { createCPU } from '../../../src/index.ts';
import { arrayOf, dense, distance } from '../layouts.ts';

const device = createCPU();
const { crossEntropy, crossEntropyBackward } = device.kernels;
const ids = (values: readonly number[]) => arrayOf(device, values, [values.length], 'int32');
const options = { ignoreIndex: -1 };

describe('cross-entropy slots', () => {
  test.each([1, 2, 4, 7, 65])('%i classes: −log softmax at the target and its gradient', (V) => {
    const values = Array.from({ length: 5 * V }, (_, i) => ((i * 31) % 19) / 2 - 4);
    const targets = [0, V - 1, -1, V >> 1, 0];
    const logits = arrayOf(device, values, [5, V]);
    const [losses, lse, dlogits] = [dense(device, [5]), dense(device, [5]), dense(device, [5, V])];
    const dlosses = arrayOf(device, [1, 2, 3, -4, 0.5]);
    expect(crossEntropy!(logits, ids(targets), losses, lse, options)).toBe(true);
    expect(crossEntropyBackward!(dlosses, logits, ids(targets), lse, dlogits, options)).toBe(true);
    const rows = targets.map((target, r) => {
      const row = values.slice(r * V, (r + 1) * V);
      const sum = Math.log(row.reduce((s, v) => s + Math.exp(v), 0));
      const scale = [1, 2, 3, -4, 0.5][r]!;
      const d = row.map((v, j) => (target < 0 ? 0 : scale * (Math.exp(v - sum) - +(j === target))));
      return { loss: target < 0 ? 0 : sum - row[target]!, d };
    });
    expect(
      distance(
        device.readSync(losses),
        rows.map((r) => r.loss),
      ),
    ).toBeLessThan(1e-6);
    expect(
      distance(
        device.readSync(dlogits),
        rows.flatMap((r) => r.d),
      ),
    ).toBeLessThan(1e-6);
  });

  test('scores beyond the range of e^x give finite losses', () => {
    const [losses, lse] = [dense(device, [2]), dense(device, [2])];
    crossEntropy!(arrayOf(device, [1000, 0, -1000, -1000], [2, 2]), ids([1, 0]), losses, lse, options);
    expect(device.readSync(losses)[0]).toBe(1000);
    expect(device.readSync(losses)[1]).toBeCloseTo(Math.LN2, 6);
  });

  test('a target that is no class is named, and nothing is written', () => {
    const [losses, lse] = [dense(device, [3]), dense(device, [3])];
    for (const bad of [4, -2, 2 ** 31 - 1]) {
      const f = () => crossEntropy!(dense(device, [3, 4]), ids([0, -1, bad]), losses, lse, options);
      expect(f).toThrow(new RangeError(`Cannot take class ${bad}: the logits have 4 classes (index 2 of 3)`));
    }
    expect([...device.readSync(losses), ...device.readSync(lse)]).toEqual([77, 77, 77, 77, 77, 77]);
  });

  test('a gradient may be repeated over all rows, as that of a mean is', () => {
    const logits = arrayOf(device, [0, 0, 0, 0], [2, 2]);
    const [losses, lse, dlogits] = [dense(device, [2]), dense(device, [2]), dense(device, [2, 2])];
    crossEntropy!(logits, ids([0, 1]), losses, lse, options);
    const half = { ...arrayOf(device, [0.5]), shape: [2], strides: [0] };
    crossEntropyBackward!(half, logits, ids([0, 1]), lse, dlogits, options);
    expect([...device.readSync(dlogits)]).toEqual([-0.25, 0.25, 0.25, -0.25]);
  });

  test('decline other dtypes and scattered rows', () => {
    const [x, y] = [dense(device, [2, 2]), dense(device, [2])];
    expect(crossEntropy!({ ...x, strides: [1, 2] }, ids([0, 0]), y, y, options)).toBe(false);
    expect(crossEntropy!(x, y, y, y, options)).toBe(false);
    expect(crossEntropyBackward!(y, x, ids([0, 0]), y, { ...x, strides: [1, 2] }, options)).toBe(false);
  });
});
