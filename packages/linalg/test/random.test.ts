import { describe, expect, test } from 'vitest';
import { defaultRandom, fromData, Random, reference, seed } from '../src/index.ts';

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

  test('restore() sets a stream back, and leaves it as it was where the state is none', () => {
    const random = new Random(4);
    const state = random.state();
    const drawn = [random.int(1000), random.int(1000), random.int(1000)];
    random.restore(state);
    expect([random.int(1000), random.int(1000), random.int(1000)]).toEqual(drawn);
    const now = random.state();
    expect(() => random.restore([1, 2])).toThrow('Cannot resume a random stream from [1,2]');
    expect(random.state()).toEqual(now);
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

  test('binomial() has the mean and the spread of its trials, few or a billion, rare or sure', () => {
    const random = new Random(8);
    const cases: readonly (readonly [number, number])[] = [
      [1, 0.3],
      [10, 0.5],
      [1000, 0.01],
      [1e9, 0.25],
      [40, 0.97],
    ];
    for (const [n, p] of cases) {
      const x = random.binomial([20_000], { n, p, dtype: 'float64' });
      const std = Math.sqrt(n * p * (1 - p));
      expect(Math.abs(x.mean().item() - n * p)).toBeLessThan((4 * std) / Math.sqrt(20_000));
      expect(Math.abs(x.std().item() / std - 1)).toBeLessThan(0.03);
      expect(x.min().item()).toBeGreaterThanOrEqual(0);
      expect(x.max().item()).toBeLessThanOrEqual(n);
    }
  });

  test('binomial() counts each number of successes as often as Pascal’s triangle says', () => {
    const x = new Random(9).binomial([16_000], { n: 4 });
    const counts = [0, 1, 2, 3, 4].map((k) => x.equal(k).sum().item() / 1000);
    for (const [k, wanted] of [1, 4, 6, 4, 1].entries()) expect(Math.abs(counts[k]! - wanted)).toBeLessThan(0.2);
  });

  test('binomial() of sure and impossible trials is certain', () => {
    const random = new Random(1);
    expect(random.binomial([3], { n: 5, p: 1 }).toArray()).toEqual([5, 5, 5]);
    expect(random.binomial([3], { n: 5, p: 0 }).toArray()).toEqual([0, 0, 0]);
    expect(random.binomial([2], { n: 0 }).toArray()).toEqual([0, 0]);
    expect(random.binomial([2, 2]).dtype).toBe('int32');
  });

  test('choice() draws evenly, with replacement or without', () => {
    const random = new Random(10);
    const many = random.choice(3, [9000]);
    expect(many.dtype).toBe('int32');
    for (const k of [0, 1, 2]) expect(Math.abs(many.equal(k).sum().item() - 3000)).toBeLessThan(150);
    expect(random.choice(5, [5], { replace: false }).sort().toArray()).toEqual([0, 1, 2, 3, 4]);
    expect(new Set(random.choice(100, [2, 10], { replace: false }).toFlat()).size).toBe(20);
    expect(random.choice(4).shape).toEqual([]);
    expect(random.choice(0, [0]).shape).toEqual([0]);
  });

  test('choice() follows the chances it is given, and never draws what has none', () => {
    const random = new Random(11);
    const x = random.choice(4, [10_000], { p: [0, 0.2, 0.8, 0] });
    expect(Math.abs(x.equal(1).mean().item() - 0.2)).toBeLessThan(0.015);
    expect(x.equal(2).add(x.equal(1)).all().item()).toBe(1);
    expect(
      random
        .choice(4, [2], { p: [0, 0.1, 0.9, 0], replace: false })
        .sort()
        .toArray(),
    ).toEqual([1, 2]);
  });

  test('choice() without replacement draws the rest by their share', () => {
    const random = new Random(12);
    let first = 0;
    for (let i = 0; i < 4000; i++)
      first += +(random.choice(3, [2], { p: [0.5, 0.3, 0.2], replace: false }).get(1) === 0);
    // P(second is 0) = 0.3 · 0.5 / 0.7 + 0.2 · 0.5 / 0.8
    expect(Math.abs(first / 4000 - (0.15 / 0.7 + 0.1 / 0.8))).toBeLessThan(0.03);
  });

  test('choice() from an array draws rows', () => {
    const rows = fromData(Float32Array.of(1, 2, 3, 4), [2, 2]);
    const drawn = new Random(13).choice(rows, [3]);
    expect(drawn.shape).toEqual([3, 2]);
    for (const row of drawn.split(3)) expect(row.get(0, 1) - row.get(0, 0)).toBe(1);
    expect(new Random(13).choice(rows).shape).toEqual([2]);
  });

  test('choice() and binomial() refuse what cannot be drawn', () => {
    const random = new Random(1);
    expect(() => random.choice(0, [1])).toThrow('Cannot choose from 0: expected something to choose from');
    expect(() => random.choice(-1)).toThrow('Cannot choose from -1');
    expect(() => random.choice(2.5)).toThrow(RangeError);
    expect(() => random.choice(2, [3], { replace: false })).toThrow('Cannot choose 3 from 2 without replacement');
    expect(() => random.choice(3, [2], { p: [1, 0, 0], replace: false })).toThrow('Cannot choose 2 from 1');
    expect(() => random.choice(2, [1], { p: [0.5, 0.6] })).toThrow('by 2 chances of sum 1.1');
    expect(() => random.choice(2, [1], { p: [1] })).toThrow('expected 2 of at least 0 and a sum of 1');
    expect(() => random.choice(2, [1], { p: [2, -1] })).toThrow(RangeError);
    expect(() => random.choice(2, [1], { p: [NaN, 1] })).toThrow(RangeError);
    expect(() => random.choice(fromData(Float32Array.of(1), []), [1])).toThrow('Cannot choose from 0');
    expect(() => random.binomial([1], { p: 1.5 })).toThrow('Cannot draw from 1 trials of chance 1.5');
    expect(() => random.binomial([1], { n: -1 })).toThrow('Cannot draw from -1 trials');
    expect(() => random.binomial([-1])).toThrow(RangeError);
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
