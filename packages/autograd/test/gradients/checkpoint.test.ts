import { array, createCPU, type NDArray, Random, scope } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import {
  applyOne,
  checkpoint,
  grad,
  gradCheck,
  Linear,
  Module,
  noGrad,
  Parameter,
  Tensor,
  tensor,
} from '../../src/index.ts';
import { leaf } from '../golden.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) =>
  describe(`checkpoint() on ${name}`, () => {
    const device = makeDevice();
    const random = new Random(2);
    const layers = [1, 2, 3].map(() => new Linear(4, 4, { device, random }));
    const part = (layer: Linear, x: Tensor) => layer.forward(x).tanh().mul(x);
    const x = random.normal([3, 4], { device });

    test('gives the values and gradients of the plain computation', async () => {
      const results = [];
      for (const wrap of [false, true]) {
        const input = new Tensor(x, { requiresGrad: true });
        let y = input.mul(2);
        for (const layer of layers) y = wrap ? checkpoint((a) => part(layer, a), [y]) : part(layer, y);
        const kept = y.detach();
        y.mul(y).sum().backward();
        results.push([kept, input.grad!.clone(), ...layers.map(({ weight }) => weight.grad!.clone())]);
        for (const layer of layers) layer.zeroGrad();
        input.zeroGrad();
      }
      for (const [i, found] of results[1]!.entries()) await expect(found).toBeAllClose(results[0]![i]);
    });
  }),
);

describe('checkpoint()', () => {
  const wide = new Linear(8, 8, { random: new Random(1) });

  test('keeps no intermediate value: memory before backward() is that of the input and the result', () => {
    const device = createCPU();
    const x = new Tensor(new Random(3).normal([64, 64], { device }), { requiresGrad: true });
    const deep = (a: Tensor) => Array.from({ length: 20 }).reduce<Tensor>((y) => y.tanh(), a);
    const memory = (f: () => Tensor) => {
      using _ = scope();
      const before = device.stats().bytes;
      const y = f();
      const held = device.stats().bytes - before;
      y.sum().backward();
      return held;
    };
    expect(memory(() => deep(x))).toBe(20 * 64 * 64 * 4);
    expect(memory(() => checkpoint(deep, [x]))).toBe(64 * 64 * 4);
  });

  test('leaves nothing on the device after the scope', () => {
    const device = createCPU();
    const x = new Tensor(new Random(3).normal([8, 8], { device }), { requiresGrad: true });
    const layer = new Linear(8, 8, { device, random: new Random(1) });
    const step = () => {
      using _ = scope();
      checkpoint((a) => layer.forward(a).tanh(), [x])
        .sum()
        .backward();
    };
    step();
    const before = device.stats().bytes;
    for (let i = 0; i < 10; i++) step();
    expect(device.stats().bytes).toBe(before);
  });

  test('takes a module, and sets the streams in its fields back', () => {
    class Noisy extends Module {
      readonly random = new Random(5);
      readonly scale = new Parameter(array([2]));
      forward(x: Tensor): Tensor {
        const noise = this.random.uniform(x.shape);
        const mask = (a: NDArray) => ({
          values: [a.mul(noise)],
          saved: [noise],
          backward: ([dy]: readonly (NDArray | null)[]) => [dy!.mul(noise)],
        });
        return applyOne(mask, x).mul(this.scale);
      }
    }
    const gradients = [false, true].map((wrap) => {
      const noisy = new Noisy();
      const x = tensor([1, 2, 3], { requiresGrad: true });
      const y = wrap ? checkpoint(noisy, [x]) : noisy.forward(x);
      y.sum().backward();
      return [x.grad!.toArray(), noisy.scale.grad!.toArray(), noisy.random.state()];
    });
    expect(gradients[1]).toEqual(gradients[0]);
  });

  test('sets streams that it is given back, and lets them go on afterwards', () => {
    const random = new Random(9);
    const x = tensor([1, 1, 1], { requiresGrad: true });
    let draws: unknown[] = [];
    const y = checkpoint(
      (a) => {
        const noise = random.uniform([3]);
        draws.push(noise.toArray());
        return a.mul(noise);
      },
      [x],
      { random: [random] },
    );
    const next = random.state();
    y.sum().backward();
    expect(draws[1]).toEqual(draws[0]);
    expect(random.state()).toEqual(next);
    expect(x.grad!.toArray()).toEqual(draws[0]);
    draws = [];
  });

  test('calls onGradient once, when the last part of a shared parameter is there', () => {
    const seen: (number[] | null)[] = [];
    const w = new Parameter(array([3]));
    w.onGradient = () => seen.push(w.grad!.toArray() as number[]);
    const x = tensor([2], { requiresGrad: true });
    const part = (a: Tensor) => a.mul(w);
    checkpoint(part, [checkpoint(part, [x.mul(w)])]).backward(); // 2·w³
    expect(seen).toEqual([[54]]);
  });

  test('can be used with retainGraph, nested, and differentiated twice', () => {
    const x = tensor([2], { requiresGrad: true });
    const y = checkpoint((a) => checkpoint((b) => b.mul(b), [a]).mul(a), [x]); // x³
    y.backward({ retainGraph: true });
    y.backward();
    expect(x.grad!.toArray()).toEqual([24]);
    const w = leaf([3]);
    gradCheck(
      (a, b) => grad(checkpoint((c) => c.mul(b).tanh(), [a.mul(a)]).sum(), [a], { createGraph: true })[0]!,
      [leaf([3], { seed: 4 }), w],
    );
  });

  test('counts a tensor once that is two inputs, or an input that is used from outside too', () => {
    const x = tensor([3], { requiresGrad: true });
    const computations = [
      () => checkpoint((a, b) => a.mul(b).mul(b).sum(), [x, x]),
      () => checkpoint((a) => a.mul(x).mul(x).sum(), [x]),
    ];
    for (const f of computations)
      for (const createGraph of [false, true]) {
        const [slope] = grad(f(), [x], { createGraph }); // 3x²
        expect(slope!.item()).toBe(27);
        if (createGraph) expect(grad(slope!.sum(), [x])[0]!.item()).toBe(18);
      }
  });

  test('is the plain computation in noGrad(), and where nothing requires a gradient', () => {
    const x = tensor([1, 2]);
    expect(
      noGrad(() => checkpoint((a) => wide.forward(a), [new Tensor(new Random(1).normal([1, 8]))])).requiresGrad,
    ).toBe(false);
    expect(checkpoint((a) => a.mul(2), [x]).value.toArray()).toEqual([2, 4]);
  });

  test('refuses computed tensors that are not among the inputs', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const outside = x.exp();
    expect(() => checkpoint((a) => a.mul(outside), [x])).toThrow(
      'Cannot checkpoint a computation that uses a tensor of shape [2], made before by exp: give it among the inputs',
    );
    expect(() => checkpoint(() => outside, [])).toThrow('made before by exp');
  });

  test('passes a parameter on as it is', () => {
    const w = new Parameter(array([3]));
    checkpoint(() => w, []).backward();
    expect(w.grad!.toArray()).toEqual([1]);
  });

  test('notices a parameter that was changed in place between forward and backward', () => {
    const w = new Parameter(array([3]));
    const y = checkpoint((a) => a.mul(w), [tensor([2], { requiresGrad: true })]);
    w.value.fill(4);
    expect(() => y.backward()).toThrow('was changed in place');
  });
});
