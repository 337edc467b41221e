import { expect, test } from 'vitest';
import { bytes, duration, grouped, short } from '../../src/cli/quantity.ts';

test('duration() in seconds, minutes, hours', () => {
  expect([0, 8.4, 59.6, 125, 3605, 7380].map(duration)).toEqual([
    '0 s',
    '8 s',
    '1 min 00 s',
    '2 min 05 s',
    '1 h 00 min',
    '2 h 03 min',
  ]);
  expect(duration(Number.POSITIVE_INFINITY)).toBe('?');
});

test('short() with the prefix that fits', () => {
  expect([12, 1500, 804_096, 3.1e6, 4.2e9, 123e12].map(short)).toEqual([
    '12',
    '1.5 k',
    '804 k',
    '3.1 M',
    '4.2 G',
    '123 T',
  ]);
});

test('grouped() with commas', () => {
  expect([7, 1000, 1204997].map(grouped)).toEqual(['7', '1,000', '1,204,997']);
});

test('bytes() with the unit', () => {
  expect([12, 3_100_000].map(bytes)).toEqual(['12 B', '3.1 MB']);
});
