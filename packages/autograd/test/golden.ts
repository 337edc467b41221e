import { readFileSync } from 'node:fs';
import {
  array,
  type CPUDevice,
  createCPU,
  type DType,
  type Kernels,
  type NDArray,
  type Nested,
  reference,
} from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test, vi } from 'vitest';
import { gradCheck, Tensor, tensor } from '../src/index.ts';

expect.extend(matchers);

/** One case of a fixture: inputs by name, their gradients by `d` + name, the output `y` and its cotangent `dy`. */
export type Case = Readonly<Record<string, unknown>>;

/** Reads a fixture that make.py wrote. */
export function fixture(file: string): Record<string, Case> {
  return JSON.parse(readFileSync(new URL(`./fixtures/${file}.json`, import.meta.url), 'utf8'));
}

/** Tests that `run` gives PyTorch's values and gradients in every case of a fixture, on every device (or those that `where` takes), in both float types. */
export function describeGolden(
  file: string,
  run: (inputs: Record<string, Tensor>, name: string, constants: Case) => Tensor,
  { where = () => true }: { readonly where?: (device: string, name: string) => boolean } = {},
): void {
  forEachDevice((makeDevice, deviceName) => {
    const cases = Object.entries(fixture(file)).filter(([name]) => where(deviceName, name));
    if (cases.length === 0) return;
    for (const [dtype, atol] of [
      ['float32', 1e-5],
      ['float64', 1e-9],
    ] as const)
      describe(`PyTorch's ${file} on ${deviceName} in ${dtype}`, () => {
        const device = makeDevice();
        const tolerance = { atol, rtol: atol };
        for (const [name, values] of cases)
          test(name, async () => {
            const inputs: Record<string, Tensor> = {};
            for (const key of Object.keys(values))
              if (`d${key}` in values && key !== 'y')
                inputs[key] = tensor(values[key] as Nested, { dtype, device, requiresGrad: true });
            const y = run(inputs, name, values);
            const kept = y.detach();
            y.mul(array(values.dy as Nested, { dtype, device }))
              .sum()
              .backward();
            await expect(kept).toBeAllClose(values.y, tolerance);
            for (const [key, input] of Object.entries(inputs))
              await expect(input.grad, `d${key}`).toBeAllClose(values[`d${key}`], tolerance);
          });
      });
  });
}

/** Class numbers. */
export function int32(nested: unknown, like: { readonly device: NDArray['device'] }): NDArray {
  return array(nested as Nested, { dtype: 'int32' satisfies DType, device: like.device });
}

/** A leaf of random-looking numbers in ±1, none of them alike or near 0. */
export function leaf(shape: readonly number[], options: { device?: NDArray['device']; seed?: number } = {}): Tensor {
  const { seed = 1, ...where } = options;
  const size = shape.reduce((a, b) => a * b, 1);
  const data = Array.from({ length: size }, (_, i) => (((i + 1) * 7919 * (seed + 1)) % 997) / 500 - 0.997);
  const flat = tensor(data, { dtype: 'float64', ...where });
  return new Tensor(flat.value.reshape(...shape), { requiresGrad: true });
}

/** The computations of a fixture's cases by name; a case without one, or one without a case, fails. */
export function byName(
  file: string,
  runs: Readonly<Record<string, (inputs: Record<string, Tensor>) => Tensor>>,
): (inputs: Record<string, Tensor>, name: string) => Tensor {
  test(`every case of ${file} is computed, and no other`, () => {
    expect(Object.keys(runs).sort()).toEqual(Object.keys(fixture(file)).sort());
  });
  return (inputs, name) => runs[name]!(inputs);
}

/**
 * Compares the gradients of f with central differences, and on the reference also those of its gradients: the rules are
 * traced once more on tensors, which is the same on every device.
 */
export function checkTwice(f: (...inputs: Tensor[]) => Tensor, inputs: readonly Tensor[]): void {
  gradCheck(f, inputs, { order: inputs[0]!.device === reference ? 2 : 1 });
}

/**
 * Tests that a computation runs in the device's kernels where it has them, forward and back, and gives the same where
 * the kernels decline.
 */
export function describeKernels(
  slots: readonly (keyof Kernels)[],
  run: (device: CPUDevice) => { readonly y: Tensor; readonly inputs: readonly Tensor[] },
): void {
  test(`${slots.join(' and ')} are taken, and composed where they decline`, async () => {
    const device = createCPU();
    const results: NDArray[][] = [];
    for (const decline of [false, true]) {
      const spies = slots.map((slot) => vi.spyOn(device.kernels, slot));
      if (decline) for (const spy of spies) spy.mockReturnValue(false);
      const { y, inputs } = run(device);
      const kept = y.detach().value;
      y.mul(y).sum().backward();
      if (!decline) for (const spy of spies) expect(spy.mock.results.map(({ value }) => value)).toEqual([true]);
      results.push([kept, ...inputs.map((x) => x.grad!)]);
      for (const spy of spies) spy.mockRestore();
    }
    for (const [i, fused] of results[0]!.entries())
      await expect(fused).toBeAllClose(results[1]![i], { atol: 1e-5, rtol: 1e-5 });
  });
}
