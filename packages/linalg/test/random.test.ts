import { describe, expect, test } from 'vitest';
import { defaultRandom, Random, reference, seed } from '../src/index.ts';

describe('Random', () => {
  test('gives the same numbers for the same seed, on every host', () => {
    expect([...new Random(42).uniform([3]).toFlat()]).toEqual([
      0.6129598617553711, 0.4685865044593811, 0.07323169708251953,
    ]);
    expect([...new Random(42).normal([3]).toFlat()]).toEqual([
      -0.9701898097991943, 0.19401895999908447, -1.2356207370758057,
    ]);
    expect([...new Random(42).permutation(8)]).toEqual([6, 4, 0, 5, 2, 7, 1, 3]);
  });

  test('gives other numbers for another seed', () => {
    expect(new Random(1).next()).not.toBe(new Random(2).next());
  });

  test('uses all bits of a seed', () => {
    expect(new Random(1).next()).not.toBe(new Random(1 + 2 ** 32).next());
  });

  test('goes on from state() as if nothing had happened, at every word of a block', () => {
    for (let drawn = 0; drawn < 9; drawn++) {
      const random = new Random(7);
      for (let i = 0; i < drawn; i++) random.int(10);
      const resumed = Random.from(JSON.parse(JSON.stringify(random.state())));
      expect([...resumed.uniform([6]).toFlat()]).toEqual([...random.uniform([6]).toFlat()]);
    }
  });

  test('splits by name without moving, and each name is another stream', () => {
    const random = new Random(5);
    const before = random.state();
    const firsts = ['a', 'b', 'ab', 'ba', 0, 1].map((key) => random.split(key).next());
    expect(new Set(firsts).size).toBe(6);
    expect(random.state()).toEqual(before);
    expect(random.split('a').next()).toBe(firsts[0]);
  });

  test('uniform() fills [low, high) evenly', () => {
    const x = new Random(3).uniform([20_000], { low: -2, high: 2 });
    expect(Math.abs(x.mean().item())).toBeLessThan(0.03);
    expect(x.min().item()).toBeGreaterThanOrEqual(-2);
    expect(x.max().item()).toBeLessThanOrEqual(2);
    expect(Math.abs(x.mul(x).mean().item() - 4 / 3)).toBeLessThan(0.03);
  });

  test('normal() has the mean, the spread and the tails asked for', () => {
    const x = new Random(4).normal([40_000], { mean: 1, std: 3, dtype: 'float64', device: reference });
    const centred = x.sub(1).div(3);
    expect(Math.abs(centred.mean().item())).toBeLessThan(0.02);
    expect(Math.abs(centred.mul(centred).mean().item() - 1)).toBeLessThan(0.03);
    expect(Math.abs(centred.abs().greater(1.96).mean().item() - 0.05)).toBeLessThan(0.005);
  });

  test('int() is even over numbers that do not divide 2³²', () => {
    const random = new Random(6);
    const counts = [0, 0, 0];
    for (let i = 0; i < 9000; i++) counts[random.int(3)]!++;
    for (const n of counts) expect(Math.abs(n - 3000)).toBeLessThan(150);
  });

  test('refuses seeds, bounds and states that are none', () => {
    expect(() => new Random(-1)).toThrow('Cannot seed with -1');
    expect(() => new Random(0.5)).toThrow('Cannot seed with 0.5');
    expect(() => new Random(1).int(0)).toThrow('Cannot draw below 0');
    expect(() => Random.from([1, 2])).toThrow('Cannot resume a random stream from [1,2]');
    expect(() => Random.from([1, 2, -4])).toThrow('expected two key words and a count');
  });
});

test('seed() starts the default stream again', () => {
  seed(9);
  const first = defaultRandom().next();
  seed(9);
  expect(defaultRandom().next()).toBe(first);
});
