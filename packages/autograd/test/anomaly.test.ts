import { array, cpu, type NDArray } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { applyOne, detectAnomaly, tensor } from '../src/index.ts';

describe('detectAnomaly()', () => {
  const message = (f: () => unknown): string => {
    try {
      detectAnomaly(f);
    } catch (error) {
      return (error as Error).message;
    }
    return '';
  };

  test('names the operation that first made NaN, where, from what, and the line of code', () => {
    const x = tensor([4, -1, 9], { requiresGrad: true });
    const found = message(() => x.add(0).log().mul(2).sum());
    expect(found).toContain('log made NaN at [1] of [3], from [3] in -1 … 9');
    expect(found.split('\n')[1]).toContain('anomaly.test.ts');
    expect(found).not.toContain('tensor.ts');
  });

  test('names data that came with NaN', () => {
    const x = tensor([[1, 2, Number.NaN]]);
    expect(message(() => x.mul(2))).toContain('input 0 of mul, of shape [1,3], came with NaN at [0,2]');
  });

  test('names the operation whose way back made NaN, and the line where it ran forward', () => {
    const x = tensor([0, 1], { requiresGrad: true });
    // √0·0: the slope of the root is ∞, and 0·∞ is NaN
    const found = message(() =>
      x
        .sqrt()
        .mul(tensor([0, 1]))
        .sum()
        .backward(),
    );
    expect(found).toContain('the way back of sqrt made NaN at [0] of the gradient of its input 0; it ran at');
    expect(found.split('\n')[1]).toContain('anomaly.test.ts');
  });

  test('says what to do where the way forward was not watched', () => {
    const broken = (a: NDArray) => ({ values: [a.mul(1)], backward: () => [array([Number.NaN])] });
    const y = applyOne(broken, tensor([1], { requiresGrad: true }));
    expect(message(() => y.backward())).toContain('(unknown: run the way forward in detectAnomaly() too)');
  });

  test('is off without it, and after its block', () => {
    const x = tensor([-1]);
    {
      using _ = detectAnomaly();
      expect(() => x.sqrt()).toThrow('sqrt made NaN');
    }
    expect(x.sqrt().item()).toBe(Number.NaN);
  });

  test('lets infinities pass, and gives back what the function gives', () => {
    expect(detectAnomaly(() => tensor([0]).log().item())).toBe(Number.NEGATIVE_INFINITY);
  });

  test('refuses asynchronous functions, closing out of order, and devices that have to be awaited', () => {
    expect(() => detectAnomaly(async () => 1)).toThrow('Cannot run an async function in detectAnomaly()');
    const outer = detectAnomaly();
    const inner = detectAnomaly();
    expect(() => outer[Symbol.dispose]()).toThrow('Cannot close detectAnomaly()');
    inner[Symbol.dispose]();
    outer[Symbol.dispose]();
    const queued = tensor([1], { device: new QueuedDevice() });
    expect(() => detectAnomaly(() => queued.mul(2))).toThrow('Cannot detect anomalies on queued');
    expect(cpu.readSync).toBeDefined();
  });
});

describe('retainGrad()', () => {
  test('keeps the gradient of a computed tensor, summed over passes', () => {
    const x = tensor([1, 2], { requiresGrad: true });
    const y = x.mul(3).retainGrad();
    y.mul(y).sum().backward();
    expect(y.grad!.toArray()).toEqual([6, 12]);
    expect(x.grad!.toArray()).toEqual([18, 36]);
  });

  test('counts every use', () => {
    const y = tensor([1], { requiresGrad: true }).mul(1).retainGrad().retainGrad();
    y.add(y.mul(2)).backward();
    expect(y.grad!.toArray()).toEqual([3]);
  });

  test('refuses a tensor without gradient', () => {
    expect(() => tensor([1]).mul(2).retainGrad()).toThrow('Cannot retain the gradient');
  });
});
