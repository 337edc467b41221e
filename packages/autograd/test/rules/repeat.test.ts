import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { concat, pad, roll, stack, tensor, where } from '../../src/index.ts';
import { byName, checkTwice, describeGolden, int32, leaf } from '../golden.ts';

describeGolden(
  'arranging',
  byName('arranging', {
    flip: ({ x }) => x!.flip([0, 2]),
    'roll flat': ({ x }) => roll(x!, 2),
    'roll axes': ({ x }) => roll(x!, [1, -2], { axis: [0, 1] }),
    repeat: ({ x }) => x!.repeat(3, { axis: 1 }),
    'repeat flat': ({ x }) => x!.repeat(2),
    'repeat by a list': ({ x }) => x!.repeat([2, 0, 1], { axis: 0 }),
    tile: ({ x }) => x!.tile(2, 1, 3),
    'tile by fewer': ({ x }) => x!.tile(2),
    concat: ({ a, b }) => concat([a!, b!, a!], { axis: 1 }),
    stack: ({ a, b }) => stack([a!, b!, b!], { axis: -1 }),
    split: ({ x }) => {
      const [first, , third] = x!.split(3, { axis: 1 });
      return first!.mul(third!);
    },
    where: ({ a, b }) => where(int32([[1], [0]], a!).greater(0), a!, b!),
    'where with a number': ({ x }) => where(int32([1, 0, 0], x!).greater(0), -5, x!),
    'pad constant': ({ x }) =>
      pad(
        x!,
        [
          [0, 1],
          [1, 2],
        ],
        { value: 3 },
      ),
    'pad edge': ({ x }) =>
      pad(
        x!,
        [
          [0, 0],
          [2, 4],
        ],
        { mode: 'edge' },
      ),
    'pad reflect': ({ x }) =>
      pad(
        x!,
        [
          [0, 0],
          [2, 4],
        ],
        { mode: 'reflect' },
      ),
    'pad wrap': ({ x }) =>
      pad(
        x!,
        [
          [0, 0],
          [2, 4],
        ],
        { mode: 'wrap' },
      ),
    permute: ({ x }) => x!.permute(2, 0, 1),
    expand: ({ x }) => x!.expand(4, 2, 3),
    reshape: ({ x }) => x!.transpose(0, 1).reshape(2, -1),
  }),
);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 2], { device });
    test('repeat() along an axis, flat, and by a list', () => {
      checkTwice((a) => a.repeat(2, { axis: -1 }), [x]);
      checkTwice((a) => a.repeat([1, 0, 3], { axis: 1 }), [x]);
      checkTwice((a) => a.repeat(3), [x]);
    });
    test('tile() with more and fewer counts than axes', () => {
      checkTwice((a) => a.tile(2, 1, 2, 3), [x]);
      checkTwice((a) => a.tile(2), [x]);
    });
  });

test('repeat() refuses counts that do not fit', () => {
  const x = tensor([1, 2, 3]);
  expect(() => x.repeat(-1)).toThrow('Cannot repeat -1 times: expected a whole number of at least 0');
  expect(() => x.repeat([1, 2], { axis: 0 })).toThrow('Cannot repeat 2 counts along axis 0 of [3]: expected 3');
});
