import { expect, test } from 'vitest';
import { digits, figure, fixed } from '../../widgets/kit/figures.ts';
import { linear, logarithmic } from '../../widgets/kit/scale.ts';

test('figure() has no zeros at the end and a real minus sign', () => {
  expect([1, 0.5, -2.25, 1 / 3, -0, 100, -0.001, 10.004].map((value) => figure(value))).toEqual([
    '1',
    '0.5',
    '−2.25',
    '0.33',
    '0',
    '100',
    '0',
    '10',
  ]);
});

test('digits() keeps significant digits, and says large numbers as powers', () => {
  expect([8.10412, 0.00306, 0.0028, 1234567, -3.2e12, Infinity, NaN].map((value) => digits(value, 3))).toEqual([
    '8.1',
    '0.00306',
    '0.0028',
    '1.2 · 10⁶',
    '−3.2 · 10¹²',
    '∞',
    'NaN',
  ]);
});

test('fixed() has no negative zero', () => {
  expect([fixed(-0.001), fixed(2)]).toEqual(['0.00', '2.00']);
});

test('linear() goes there and back, with round ticks', () => {
  const scale = linear([-4, 9], [100, 0], 4);
  expect(scale(-4)).toBe(100);
  expect(scale.invert(scale(2.5))).toBeCloseTo(2.5, 12);
  expect(scale.ticks).toEqual([0, 5]);
});

test('logarithmic() has powers of ten as ticks, and others where there is no power', () => {
  expect(logarithmic([5, 2000], [0, 1]).ticks).toEqual([10, 100, 1000]);
  expect(logarithmic([2.5, 9], [0, 1]).ticks).toEqual([3, 5]);
});
