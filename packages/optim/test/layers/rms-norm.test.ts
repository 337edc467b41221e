import { Parameter, tensor } from '@zero-to-gpt/autograd';
import { array, cpu, createReference, Random, reference } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { RMSNorm, rmsNorm } from '../../src/layers/rms-norm.ts';
import { describeLayer } from '../fixtures/describe-layer.ts';

expect.extend(matchers);

describeLayer('RMSNorm', [
  { golden: 'rmsNorm', make: (options) => new RMSNorm(5, { eps: 1e-6, ...options }) },
  { golden: 'rmsNormTwoAxes', make: (options) => new RMSNorm([3, 4], { eps: 1e-2, ...options }) },
  { golden: 'rmsNormPlain', make: (options) => new RMSNorm(6, { eps: 1e-6, elementwiseAffine: false, ...options }) },
]);

test('RMSNorm takes the same way with one kernel and composed, forward and back', async () => {
  expect(cpu.kernels.rmsNorm).toBeDefined();
  const draws = new Random(5).normal([70, 33]);
  const ways = [cpu, reference].map((device) => {
    const norm = new RMSNorm(33, { device });
    const x = new Parameter(array(draws.toArray(), { device }));
    const y = norm.forward(x);
    const value = y.detach();
    y.mul(y).mul(y).sum().backward();
    return [value.value, x.grad!, norm.weight!.grad!];
  });
  for (const [i, fused] of ways[0]!.entries())
    await expect(fused).toBeAllClose(ways[1]![i]!.toArray(), { rtol: 1e-4, atol: 1e-4 });
});

test('RMSNorm asks the device for one kernel each way, and composes where it declines', () => {
  const device = createReference();
  const calls: string[] = [];
  device.kernels.rmsNorm = () => calls.push('forward') < 0;
  device.kernels.rmsNormBackward = () => calls.push('backward') < 0;
  const x = new Parameter(array([[1, 2, 3]], { device }));
  new RMSNorm(3, { device }).forward(x).sum().backward();
  expect(calls).toEqual(['forward', 'backward']);
  expect(x.grad).not.toBeNull();
});

test('RMSNorm takes the smallest step above 1 for eps, as PyTorch does', () => {
  expect(new RMSNorm(2).eps).toBe(1.1920928955078125e-7);
  expect(new RMSNorm(2, { dtype: 'float64' }).eps).toBe(2.220446049250313e-16);
});

test('RMSNorm refuses inputs, shapes and eps that cannot be', () => {
  expect(() => new RMSNorm(3).forward(tensor([[1, 2]]))).toThrow('Cannot normalise [1,2] over [3]');
  expect(() => new RMSNorm([2, 3]).forward(tensor([1, 2, 3]))).toThrow('Cannot normalise [3] over [2,3]');
  expect(() => new RMSNorm(1.5)).toThrow('Cannot normalise over [1.5]: expected whole numbers, at least 1');
  expect(() => new RMSNorm(3, { eps: Number.NaN })).toThrow('Cannot normalise with eps NaN');
});

test('rmsNorm() computes what RMSNorm does, with the scale that is handed in', async () => {
  const x = tensor([
    [3, -3],
    [1, 7],
  ]);
  await expect(rmsNorm(x)).toBeAllClose([
    [1, -1],
    [0.2, 1.4],
  ]);
  await expect(rmsNorm(x, tensor([10, 1]))).toBeAllClose([
    [10, -1],
    [2, 1.4],
  ]);
  await expect(rmsNorm(x, null, { shape: [2, 2], eps: 2 })).toBeAllClose(x.div(Math.sqrt(19)).value.toArray());
  expect(() => rmsNorm(x, tensor([1, 2]), { shape: [2, 2] })).toThrow('over [2,2] by [2]: expected [2,2]');
});
