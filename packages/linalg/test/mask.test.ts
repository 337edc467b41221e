import { describe, expect, test } from 'vitest';
import { arange, array, cpu, full, ones, reference, zeros } from '../src/index.ts';
import { forEachDevice, matchers, QueuedDevice } from '../src/testing/index.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`on ${device.name}`, () => {
    const x = arange(6, { device }).reshape(2, 3);

    test('select() takes the elements where a mask is 1, in row-major order', async () => {
      await expect(x.select(x.greater(2))).toBeAllClose([3, 4, 5]);
      await expect(x.T.select(x.T.mod(2).equal(0))).toBeAllClose([0, 4, 2]);
      expect(x.select(x.greater(9)).shape).toEqual([0]);
    });

    test('select() by a mask over the first axes takes rows', async () => {
      await expect(x.select(array([0, 1], { dtype: 'uint8', device }))).toBeAllClose([[3, 4, 5]]);
      await expect(x.flip(0).select(array([0, 1], { dtype: 'uint8', device }))).toBeAllClose([[0, 1, 2]]);
      expect(x.select(zeros([2], { dtype: 'uint8', device })).shape).toEqual([0, 3]);
      expect(zeros([0, 3], { device }).select(zeros([0], { dtype: 'uint8', device })).shape).toEqual([0, 3]);
    });

    test('select() from a scalar gives one element or none', () => {
      const one = full([], 7, { device });
      expect(one.select(one.equal(7)).toArray()).toEqual([7]);
      expect(one.select(one.equal(8)).shape).toEqual([0]);
    });
  });

forEachDevice((makeDevice, name) =>
  describe(`on ${name}`, () => {
    const device = makeDevice();

    test('assign() with a mask writes only where it is 1', async () => {
      const x = arange(6, { device }).reshape(2, 3);
      await expect(x.assign(0, { where: x.greater(3) })).toBeAllClose([
        [0, 1, 2],
        [3, 0, 0],
      ]);
      const row = array([7, 8, 9], { dtype: 'int32', device });
      await expect(x.assign(row, { where: array([[1], [0]], { dtype: 'uint8', device }) })).toBeAllClose([
        [7, 8, 9],
        [3, 0, 0],
      ]);
      x.T.slice(0).assign(-1, { where: ones([2], { dtype: 'uint8', device }) });
      await expect(x.slice({}, 0)).toBeAllClose([-1, -1]);
    });

    test('assign() reads the source before it writes, where both share memory', async () => {
      const x = arange(4, { device });
      await expect(x.assign(x.flip())).toBeAllClose([3, 2, 1, 0]);
      await expect(x.slice({ start: 1 }).assign(x.slice({ stop: -1 }))).toBeAllClose([3, 2, 1]);
      const mask = array([1, 0, 0], { dtype: 'uint8', device });
      await expect(mask.assign(2, { where: mask.flip() })).toBeAllClose([1, 0, 2]);
    });
  }),
);

test('masks are uint8 arrays that fit, on one device that the host sees', () => {
  const x = ones([2, 3]);
  expect(() => x.select(ones([2, 3]))).toThrow('Cannot select by a float32 array: expected a mask (uint8)');
  expect(() => x.select(ones([3], { dtype: 'uint8' }))).toThrow('Cannot select from [2,3] by a mask of [3]');
  expect(() => x.assign(0, { where: ones([2, 3]) })).toThrow('expected a mask (uint8)');
  expect(() => x.assign(0, { where: ones([2], { dtype: 'uint8' }) })).toThrow('Cannot expand [2] to [2,3]');
  expect(() => x.select(ones([2], { dtype: 'uint8', device: reference }))).toThrow('Cannot combine arrays on cpu');
  expect(() => x.assign(0, { where: ones([2, 3], { dtype: 'uint8', device: reference }) })).toThrow('Cannot combine');
  const device = new QueuedDevice();
  expect(() => ones([2], { device }).select(ones([2], { dtype: 'uint8', device }))).toThrow('`await x.to(cpu)`');
});
