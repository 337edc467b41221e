import { cpu, type PadOptions, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { pad, tensor } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3], { device });
    for (const mode of ['constant', 'edge', 'reflect', 'wrap'] as const satisfies PadOptions['mode'][])
      test(`pad() in mode ${mode}`, () => {
        checkTwice((a) => pad(a, 1, { mode }), [x]);
        checkTwice((a) => pad(a, [2, 0], { mode }), [x]);
        checkTwice(
          (a) =>
            pad(
              a,
              [
                [0, 3],
                [4, 1],
              ],
              { mode },
            ).mul(2),
          [x],
        );
      });
    test('pad() with a value', () => checkTwice((a) => pad(a, 2, { value: -1.5 }), [x]));
  });

test('pad() refuses widths that do not fit', () => {
  expect(() => pad(tensor([1]), -1)).toThrow(
    'Cannot pad [1] by -1: expected whole numbers of at least 0, a pair, or a pair for each axis',
  );
});
