import fc from 'fast-check';
import { expect, test } from 'vitest';
import { histogramOf } from '../../src/runs/histogram.ts';

test('histogramOf() counts every finite value into the bucket whose bounds it lies between', () => {
  const value = fc.oneof(
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => x + 0),
    fc.constantFrom(0, 1e-12, 1e300),
  );
  fc.assert(
    fc.property(fc.array(value, { minLength: 1, maxLength: 50 }), (values) => {
      const { min, max, num, limits, counts } = histogramOf(values);
      expect([min, max, num]).toEqual([Math.min(...values), Math.max(...values), values.length]);
      const slowly = limits.map((limit, i) => {
        const below = i === 0 ? Number.NEGATIVE_INFINITY : limits[i - 1]!;
        return values.filter((x) => x >= below && (x < limit || limit === Number.MAX_VALUE)).length;
      });
      expect(counts).toEqual(slowly);
    }),
  );
});

test('histogramOf() makes a run of empty buckets one, and ends with the last that holds something', () => {
  const { limits, counts } = histogramOf([0, 1, 1]);
  expect(counts).toEqual([0, 1, 0, 2]);
  expect(limits[0]).toBe(0);
  expect(limits[1]).toBe(1e-12);
  expect(limits[2]).toBeLessThanOrEqual(1);
  expect(limits[3]! / limits[2]!).toBeCloseTo(1.1, 9);
});

test('histogramOf() sums values and squares', () => {
  const { sum, sumSquares } = histogramOf(Float32Array.of(1, 2, -3));
  expect([sum, sumSquares]).toEqual([0, 14]);
});

test('histogramOf() leaves out what is not finite, and may be empty', () => {
  expect(histogramOf([Number.NaN, 1, Number.POSITIVE_INFINITY]).num).toBe(1);
  const empty = { min: 0, max: 0, num: 0, sum: 0, sumSquares: 0, limits: [Number.MAX_VALUE], counts: [0] };
  expect(histogramOf([])).toEqual(empty);
  expect(histogramOf([Number.NaN])).toEqual(empty);
});
