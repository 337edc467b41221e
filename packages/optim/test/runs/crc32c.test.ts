import fc from 'fast-check';
import { expect, test } from 'vitest';
import { crc32c } from '../../src/runs/crc32c.ts';

// RFC 3720, appendix B.4
test.each<[string, number[], number]>([
  ['zeros', new Array(32).fill(0), 0x8a9136aa],
  ['ones', new Array(32).fill(255), 0x62a8ab43],
  ['counting up', Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['counting down', Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
])('crc32c() of 32 bytes, %s, is what the standard says', (_, bytes, wanted) => {
  expect(crc32c(Uint8Array.from(bytes))).toBe(wanted);
});

test('crc32c() of nothing is 0', () => expect(crc32c(new Uint8Array(0))).toBe(0));

test('crc32c() is that of the division, bit by bit', () => {
  const slowly = (bytes: Uint8Array) => {
    let rest = 0xffffffffn;
    for (const byte of bytes) {
      rest ^= BigInt(byte);
      for (let bit = 0; bit < 8; bit++) rest = rest & 1n ? (rest >> 1n) ^ 0x82f63b78n : rest >> 1n;
    }
    return Number(rest ^ 0xffffffffn);
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => crc32c(bytes) === slowly(bytes)));
});
