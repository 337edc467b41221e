import { encodeBytes } from '@zero-to-gpt/build/byte-text';
import { expect, test } from 'vitest';
import { decodeBytes } from '../../src/cpu/byte-text.ts';

test('decodeBytes() gives back every byte, before and after every other one', () => {
  const all = Uint8Array.from({ length: 65536 }, (_, i) => (i & 1 ? i >> 8 : i));
  expect(decodeBytes(encodeBytes(all))).toEqual(all);
  expect(decodeBytes('')).toEqual(new Uint8Array(0));
});

test('encodeBytes() writes what no quotation has to escape, and a SIMD prefix as one character', () => {
  const text = encodeBytes(Uint8Array.from({ length: 256 }, (_, i) => i));
  expect(text).toMatch(/^[#-~]+$/);
  expect(text).not.toContain('\\');
  expect(encodeBytes(Uint8Array.of(0xfd, 0, 0x52, 0x53))).toBe('#&xy#');
});
