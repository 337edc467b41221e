import { array, cpu, createReference, linalg, Random, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { newtonSchulz } from '../../src/optimizers/newton-schulz.ts';

expect.extend(matchers);

const shapes = [
  [4, 4],
  [3, 7],
  [7, 3],
  [1, 5],
] as const;

forEachDevice((makeDevice, name) => {
  test.each(shapes)(`newtonSchulz() on ${name} takes all singular values near 1: [%i, %i]`, async (M, N) => {
    const draws = new Random(1).normal([M, N]);
    const x = array(draws.toArray(), { device: makeDevice() });
    const y = newtonSchulz(x, { steps: 5 });
    expect(y.shape).toEqual([M, N]);
    const host = await y.to(cpu);
    const { s } = linalg.svd(host);
    for (const value of s.toArray() as number[]) {
      expect(value).toBeGreaterThan(0.6);
      expect(value).toBeLessThan(1.3);
    }
  });
});

test('newtonSchulz() gives the same with the kernel and composed', async () => {
  for (const shape of shapes) {
    const x = new Random(2).normal([...shape]);
    const plain = array(x.toArray(), { device: createReference() });
    await expect(newtonSchulz(x)).toBeAllClose(newtonSchulz(plain).toArray(), { rtol: 1e-4, atol: 1e-5 });
  }
});

test('newtonSchulz() of zeros is zeros, and what it makes on the way is freed', () => {
  const device = createReference();
  const x = zeros([3, 2], { device });
  const before = device.stats().bytes;
  const y = newtonSchulz(x);
  expect(device.stats().bytes).toBe(before + 24);
  expect(y.toArray()).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ]);
});

test('newtonSchulz() refuses what is no matrix', () => {
  expect(() => newtonSchulz(zeros([3]))).toThrow('Cannot orthogonalise [3]: expected a matrix');
});
