import { expect, test } from 'vitest';
import { array } from '../../src/index.ts';
import { matchers, QueuedDevice } from '../../src/testing/index.ts';

expect.extend(matchers);

test('toBeAllClose() waits for the device', async () => {
  const x = array([1, 2], { device: new QueuedDevice() });
  await expect(x.add(1)).toBeAllClose([2, 3]);
});

test('toBeAllClose() names the index that is furthest off', async () => {
  const compare = expect(
    array([
      [1, 2.5],
      [3, 9],
    ]),
  ).toBeAllClose([
    [1, 2],
    [3, 4],
  ]);
  await expect(compare).rejects.toThrow('2 of 4 elements are off, worst at [1,1]: found 9, wanted 4');
});

test('toBeAllClose() tells shapes apart', async () => {
  await expect(expect(array([1, 2])).toBeAllClose([[1, 2]])).rejects.toThrow('found [2], wanted [1,2]');
});

test('toBeAllClose() lets NaN equal NaN, and nothing else', async () => {
  await expect(array([NaN])).toBeAllClose([NaN]);
  await expect(expect(array([NaN])).toBeAllClose([0])).rejects.toThrow('found NaN, wanted 0');
});
