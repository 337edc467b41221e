import { expect, test } from 'vitest';
import { garments, readFashionMNIST } from '../../src/data/fashion-mnist.ts';

/** n pictures whose pixels are all `value`, and labels. */
function files(
  value: number,
  labels: readonly number[],
  images = labels.length,
): { images: Uint8Array; labels: Uint8Array } {
  return {
    images: Uint8Array.from([
      0,
      0,
      8,
      3,
      0,
      0,
      0,
      images,
      0,
      0,
      0,
      28,
      0,
      0,
      0,
      28,
      ...Array(784 * images).fill(value),
    ]),
    labels: Uint8Array.from([0, 0, 8, 1, 0, 0, 0, labels.length, ...labels]),
  };
}

test('readFashionMNIST gives pictures of one channel from 0 to 1, and kinds', () => {
  const { x, y } = readFashionMNIST(files(51, [9, 0]));
  expect(x.shape).toEqual([2, 1, 28, 28]);
  expect(x.get(1, 0, 27, 27)).toBeCloseTo(0.2, 6);
  expect([y.dtype, y.toArray()]).toEqual(['int32', [9, 0]]);
  expect(garments[9]).toBe('ankle boot');
});

test('readFashionMNIST takes only the first', () => {
  expect(readFashionMNIST(files(0, [1, 2, 3]), { count: 2 }).y.toArray()).toEqual([1, 2]);
});

test('readFashionMNIST refuses labels that are no kind, and files that do not belong together', () => {
  expect(() => readFashionMNIST(files(0, [3, 10]))).toThrow('label 1 is 10');
  expect(() => readFashionMNIST(files(0, [3, 4], 3))).toThrow('the labels are [2], expected [3]');
  const { labels } = files(0, [3]);
  expect(() => readFashionMNIST({ images: labels, labels })).toThrow('the images are [1] uint8, expected [n,28,28]');
});
