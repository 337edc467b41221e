import { expect, test } from 'vitest';
import { philox } from '../src/philox.ts';

const mix = (counter: readonly number[], key: readonly number[]) => {
  const out = new Uint32Array(4);
  const [c0, c1, c2, c3] = counter as [number, number, number, number];
  philox(out, c0, c1, c2, c3, key[0]!, key[1]!);
  return [...out].map((word) => word.toString(16).padStart(8, '0')).join(' ');
};

test("philox() gives the published words of Random123's known answers", () => {
  expect(mix([0, 0, 0, 0], [0, 0])).toBe('6627e8d5 e169c58d bc57ac4c 9b00dbd8');
  const ones = 0xffffffff;
  expect(mix([ones, ones, ones, ones], [ones, ones])).toBe('408f276d 41c83b0e a20bc7c6 6d5451fd');
  expect(mix([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toBe(
    'd16cfe09 94fdcceb 5001e420 24126ea1',
  );
});
