import { describe, expect, test } from 'vitest';
import { array, cpu, full, nonzero, ones, reference, unique, uniqueAll, zeros } from '../src/index.ts';
import { matchers, QueuedDevice } from '../src/testing/index.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`on ${device.name}`, () => {
    const x = array(
      [
        [3, 1],
        [1, 3],
        [2, 3],
      ],
      { device },
    );

    test('unique() gives each element once, in order, NaN last', () => {
      expect(unique(x.T).toArray()).toEqual([1, 2, 3]);
      expect(unique(array([NaN, 1, NaN, -0, 0], { device })).toArray()).toEqual([-0, 1, NaN]);
      expect(unique(full([], 4, { dtype: 'uint8', device })).dtype).toBe('uint8');
      expect(unique(zeros([0], { device })).shape).toEqual([0]);
    });

    test('uniqueAll() tells first places, counts, and the way back', () => {
      const { values, indices, inverse, counts } = uniqueAll(x);
      expect([values.toArray(), indices.toArray(), counts.toArray()]).toEqual([
        [1, 2, 3],
        [1, 4, 0],
        [2, 1, 3],
      ]);
      expect(values.take(inverse).toArray()).toEqual(x.toArray());
      expect([indices.dtype, inverse.dtype, counts.dtype]).toEqual(['int32', 'int32', 'int32']);
      expect(uniqueAll(zeros([0, 2], { device })).inverse.shape).toEqual([0, 2]);
    });

    test('nonzero() gives the positions along each axis', () => {
      const [rows, columns] = nonzero(x.greater(2));
      expect([rows!.toArray(), columns!.toArray()]).toEqual([
        [0, 1, 2],
        [0, 1, 1],
      ]);
      expect(nonzero(x.T.equal(1)).map((i) => i.toArray())).toEqual([
        [0, 1],
        [1, 0],
      ]);
      expect(nonzero(zeros([0, 3], { device })).map((i) => i.shape)).toEqual([[0], [0]]);
      expect(rows!.dtype).toBe('int32');
    });
  });

test('unique() and nonzero() need memory that the host sees; nonzero() needs an axis', () => {
  const device = new QueuedDevice();
  expect(() => unique(ones([2], { device }))).toThrow('`await x.to(cpu)`');
  expect(() => uniqueAll(ones([2], { device }))).toThrow(TypeError);
  expect(() => nonzero(ones([2], { device }))).toThrow('Cannot look for elements on queued at once');
  expect(() => nonzero(full([], 1))).toThrow('Cannot look for the positions of a scalar');
});
