import { array, type NDArray, Random, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { col2im, im2col } from '../../src/conv/index.ts';

expect.extend(matchers);

interface Window {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly padding: readonly [number, number];
  readonly dilation: readonly [number, number];
}
type Plane = readonly (readonly number[])[];
type Images = readonly (readonly Plane[])[];

/** Every window, number by number. */
function plain(x: Images, { kernel, stride, padding, dilation }: Window): number[][][] {
  const [H, W] = [x[0]![0]!.length, x[0]![0]![0]!.length];
  const count = (length: number, axis: 0 | 1): number =>
    Math.floor((length + 2 * padding[axis] - dilation[axis] * (kernel[axis] - 1) - 1) / stride[axis]) + 1;
  return x.map((image) => {
    const rows: number[][] = [];
    for (let i = 0; i < count(H, 0); i++)
      for (let j = 0; j < count(W, 1); j++) {
        const row: number[] = [];
        for (const plane of image)
          for (let a = 0; a < kernel[0]; a++)
            for (let b = 0; b < kernel[1]; b++) {
              const [y, x] = [
                i * stride[0] + a * dilation[0] - padding[0],
                j * stride[1] + b * dilation[1] - padding[1],
              ];
              row.push(plane[y]?.[x] ?? 0);
            }
        rows.push(row);
      }
    return rows;
  });
}

const windows: readonly Window[] = [
  { kernel: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
  { kernel: [3, 3], stride: [1, 1], padding: [1, 1], dilation: [1, 1] },
  { kernel: [3, 2], stride: [2, 1], padding: [1, 0], dilation: [1, 2] },
  { kernel: [1, 1], stride: [2, 3], padding: [0, 0], dilation: [1, 1] },
  { kernel: [2, 4], stride: [3, 2], padding: [2, 1], dilation: [2, 1] },
  { kernel: [5, 6], stride: [1, 1], padding: [0, 0], dilation: [1, 1] },
];

forEachDevice((makeDevice, name) => {
  describe(name, () => {
    test.each(windows)('im2col() agrees with plain loops: $kernel, $stride, $padding, $dilation', async (window) => {
      const x = new Random(1).normal([2, 3, 5, 6]).toArray() as unknown as Images; // four axes
      const { kernel, ...options } = window;
      const found = im2col(array(x, { device: makeDevice() }), kernel, options);
      await expect(found).toBeAllClose(plain(x, window));
    });
    test.each(windows)(
      'col2im() is the transpose of im2col(): $kernel, $stride, $padding, $dilation',
      async (window) => {
        const device = makeDevice();
        const { kernel, ...options } = window;
        const x = new Random(1).normal([2, 3, 5, 6], { device });
        const columns = im2col(x, kernel, options);
        const other = new Random(2).normal(columns.shape, { device });
        // ⟨im2col(x), c⟩ = ⟨x, col2im(c)⟩ for all x and c
        const dot = (a: NDArray, b: NDArray): NDArray => a.mul(b).sum();
        const [left] = await dot(columns, other).data();
        await expect(dot(x, col2im(other, [2, 3, 5, 6], kernel, options))).toBeAllClose(left!, {
          rtol: 1e-4,
          atol: 1e-3,
        });
      },
    );
    test('im2col() takes views that do not lie in a row', async () => {
      const device = makeDevice();
      const x = new Random(1).normal([2, 3, 5, 6], { device });
      const turned = x.permute(0, 1, 3, 2);
      await expect(im2col(turned, 2)).toBeAllClose(im2col(turned.contiguous(), 2));
    });
  });
});

describe('bad input', () => {
  test('images have four axes, and a cure is given for three', () => {
    expect(() => im2col(zeros([5, 5]), 2)).toThrow(
      'Cannot cut windows out of [5,5]: expected [batch, channels, height, width]',
    );
    expect(() => im2col(zeros([2, 5, 5]), 2)).toThrow('use unsqueeze(1) for images of one channel');
  });
  test('a batch may be empty, images may not', () => {
    expect(im2col(zeros([0, 1, 5, 5]), 2).shape).toEqual([0, 16, 4]);
    expect(() => im2col(zeros([1, 0, 5, 5]), 2)).toThrow('Cannot cut windows out of [1,0,5,5]: found no channels');
    expect(() => im2col(zeros([1, 1, 5, 0]), 2)).toThrow('found no width, expected one at least');
  });
  test('a window must fit once', () => {
    expect(() => im2col(zeros([1, 1, 3, 3]), 4)).toThrow(
      'Cannot move a window of [4,4] (dilation [1,1]) over a plane of [3,3] with padding [0,0]: it does not fit once',
    );
    expect(() => im2col(zeros([1, 1, 3, 3]), 2, { dilation: 3 })).toThrow('it does not fit once');
  });
  test.each([
    ['kernel', 0, {}, 'kernel [0,0]: expected whole numbers of at least 1'],
    ['stride', 2, { stride: 0 }, 'stride [0,0]: expected whole numbers of at least 1'],
    ['padding', 2, { padding: -1 }, 'padding [-1,-1]: expected whole numbers of at least 0'],
    ['dilation', 2, { dilation: [1, 1.5] as const }, 'dilation [1,1.5]: expected whole numbers of at least 1'],
  ])('%s must be whole numbers', (_, kernel, options, says) => {
    expect(() => im2col(zeros([1, 1, 3, 3]), kernel, options)).toThrow(`Cannot move a window with ${says}`);
  });
  test('col2im() says which columns it wants', () => {
    expect(() => col2im(zeros([1, 4, 3]), [1, 1, 3, 3], 2)).toThrow(
      'Cannot add columns [1,4,3] onto images [1,1,3,3]: expected [1,4,4]',
    );
  });
});
