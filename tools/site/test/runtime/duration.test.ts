import { expect, test } from 'vitest';
import { duration } from '../../runtime/duration.ts';

test('duration() takes the unit that a reader would', () => {
  expect([0.2, 12.4, 999, 3400, 125_000].map(duration)).toEqual([
    'less than 1 ms',
    '12 ms',
    '999 ms',
    '3.4 s',
    '2 min 5 s',
  ]);
});
