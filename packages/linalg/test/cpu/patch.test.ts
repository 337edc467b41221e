import { makePatch } from '@zero-to-gpt/build/patch';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyPatch } from '../../src/cpu/patch.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const round = (base: Uint8Array, target: Uint8Array) => applyPatch(base, makePatch(base, target));

describe('makePatch()', () => {
  test('writes what is new and copies the rest', () => {
    const patch = makePatch(bytes('call me Ishmael'), bytes('call me, Ishmael!'));
    //                            0 new bytes, copy 7, 0 on        1 new byte   copy 8, 0 on   1 new byte
    expect([...patch]).toEqual([0, 7, 0, 1, ...bytes(','), 8, 0, 1, ...bytes('!')]);
  });

  test('copies from further back and from further on', () => {
    const base = bytes('abcdefghijklmnop');
    const target = bytes('ijklmnopabcdefgh');
    expect([...makePatch(base, target)]).toEqual([0, 8, 16, 0, 8, 31]); // 8 further on, then 16 back
    expect(round(base, target)).toEqual(target);
  });

  test('counts beyond 127 bytes', () => {
    const base = Uint8Array.from({ length: 1000 }, (_, i) => (i * 7919) % 251);
    expect(makePatch(base, base).length).toBe(4);
    expect(round(base, base)).toEqual(base);
  });

  test('leads from any bytes to any bytes', () => {
    const few = fc.uint8Array({ maxLength: 300, max: 3 }); // few values, so that much is found again
    const same = fc.property(few, few, (base, target) => void expect(round(base, target)).toEqual(target));
    fc.assert(same, { seed: 1 });
  });
});
