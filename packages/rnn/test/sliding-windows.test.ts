import { array, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { slidingWindows } from '../src/index.ts';

const series = () => array([0, 1, 2, 3, 4, 5].map((t) => [t, 10 * t]));
const first = () => series().slice({}, 0);

describe('slidingWindows()', () => {
  test('gives each window the row behind it', () => {
    const { x, y } = slidingWindows(series(), first(), { length: 4 });
    expect(x.slice({}, {}, 0).toArray()).toEqual([
      [0, 1, 2, 3],
      [1, 2, 3, 4],
    ]);
    expect(x.shape).toEqual([2, 4, 2]);
    expect(y.toArray()).toEqual([4, 5]);
  });
  test('looks horizon steps ahead, 0 being the last step itself', () => {
    expect(slidingWindows(series(), first(), { length: 2, horizon: 3 }).y.toArray()).toEqual([4, 5]);
    expect(slidingWindows(series(), first(), { length: 5, horizon: 0 }).y.toArray()).toEqual([4, 5]);
  });
  test('goes on by stride, and leaves out what is too short for one more', () => {
    const { x, y } = slidingWindows(series(), first(), { length: 2, stride: 2 });
    expect(x.slice({}, 0, 0).toArray()).toEqual([0, 2]);
    expect(y.toArray()).toEqual([2, 4]);
  });
  test('keeps the axes of the targets', () => {
    expect(slidingWindows(series(), series(), { length: 5 }).y.toArray()).toEqual([[5, 50]]);
  });
  test.each([
    [{ length: 0 }, 'Cannot cut windows with length 0: expected a whole number of at least 1'],
    [{ length: 1.5 }, 'Cannot cut windows with length 1.5: expected a whole number of at least 1'],
    [{ length: 2, horizon: -1 }, 'Cannot cut windows with horizon -1: expected a whole number of at least 0'],
    [{ length: 2, stride: 0 }, 'Cannot cut windows with stride 0: expected a whole number of at least 1'],
    [{ length: 6 }, 'Cannot cut windows of 6 steps, 1 before their target: the series has 6 steps'],
  ])('refuses %o', (options, message) => {
    expect(() => slidingWindows(series(), first(), options)).toThrow(message);
  });
  test('refuses a series without features, and targets of another length', () => {
    expect(() => slidingWindows(first(), first(), { length: 2 })).toThrow(
      'Cannot cut windows of [6] with targets [6]: expected [time, features] and [time, …]',
    );
    expect(() => slidingWindows(series(), zeros([5]), { length: 2 })).toThrow('of [6,2] with targets [5]');
  });
});
