import { expect, test } from 'vitest';
import { roll, tensor } from '../../src/index.ts';

test('roll() moves along several axes, one after the other', () => {
  const x = tensor([
    [1, 2],
    [3, 4],
  ]);
  expect(roll(x, [1, 2], { axis: [0, 1] }).value.toArray()).toEqual([
    [3, 4],
    [1, 2],
  ]);
});

test('roll() of nothing is nothing', () => {
  expect(roll(tensor([]), 3).shape).toEqual([0]);
});

test('roll() names shifts that do not fit', () => {
  const x = tensor([1, 2]);
  expect(() => roll(x, 0.5)).toThrow('Cannot roll by 0.5: expected a whole number');
  expect(() => roll(x, [1, 2])).toThrow('Cannot roll by [1,2] without axes: expected one number, or { axis: [...] }');
  expect(() => roll(x, [1, 2], { axis: 0 })).toThrow('Cannot roll axes [0] by [1,2]: expected one number for each');
});
