import { cpu, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { readIDX } from '../../src/data/idx.ts';

/** An IDX file of one axis. */
const file = (type: number, length: number, ...elements: number[]): Uint8Array =>
  Uint8Array.from([0, 0, type, 1, 0, 0, 0, length, ...elements]);

test.each([
  { name: 'uint8', bytes: file(8, 2, 0, 255), dtype: 'uint8', values: [0, 255] },
  { name: 'int8', bytes: file(9, 2, 1, 255), dtype: 'int32', values: [1, -1] },
  { name: 'int16', bytes: file(11, 2, 1, 0, 255, 254), dtype: 'int32', values: [256, -2] },
  { name: 'int32', bytes: file(12, 1, 0, 1, 0, 0), dtype: 'int32', values: [65_536] },
  { name: 'float32', bytes: file(13, 1, 0x3f, 0xc0, 0, 0), dtype: 'float32', values: [1.5] },
  { name: 'float64', bytes: file(14, 1, 0xc0, 4, 0, 0, 0, 0, 0, 0), dtype: 'float64', values: [-2.5] },
])('readIDX reads $name, big-endian', ({ bytes, dtype, values }) => {
  const found = readIDX(bytes);
  expect([found.dtype, found.toArray()]).toEqual([dtype, values]);
});

test('readIDX reads a part of a larger buffer, many axes, and only the first of them', () => {
  const head = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2];
  const bytes = Uint8Array.from([9, 9, ...head, 1, 2, 3, 4, 9]).subarray(2, -1);
  expect(readIDX(bytes).toArray()).toEqual([[[1, 2]], [[3, 4]]]);
  expect(readIDX(bytes, { count: 1 }).toArray()).toEqual([[[1, 2]]]);
  expect(readIDX(bytes, { device: reference }).device).toBe(reference);
});

test.each([
  { name: 'no bytes', bytes: [], message: 'it begins with []' },
  { name: 'a head cut off', bytes: [0, 0, 8], message: 'it begins with [0,0,8]' },
  { name: 'another file', bytes: [80, 75, 3, 4, 0, 0], message: 'it begins with [80,75,3,4]' },
  { name: 'an unknown type', bytes: [0, 0, 10, 1, 0, 0, 0, 0], message: 'a type (8, 9, 11, 12, 13, 14)' },
  { name: 'gzip', bytes: [0x1f, 0x8b, 8, 0], message: 'packed by gzip' },
  { name: 'lengths cut off', bytes: [0, 0, 8, 200, 0, 0, 0, 1], message: 'found 8 bytes, expected 804' },
  { name: 'too few elements', bytes: [0, 0, 8, 1, 0, 0, 0, 2, 1], message: 'found 9 bytes, expected 10' },
  { name: 'too many elements', bytes: [0, 0, 8, 1, 0, 0, 0, 1, 1, 1], message: 'found 10 bytes, expected 9' },
  {
    name: 'more elements than there are atoms',
    bytes: [0, 0, 8, 3, ...Array<number>(12).fill(255)],
    message: 'found 16 bytes',
  },
  { name: 'no axis', bytes: [0, 0, 8, 0, 1], message: 'of IDX []' },
])('readIDX refuses $name', ({ bytes, message }) => {
  const before = cpu.stats().bytes;
  expect(() => readIDX(Uint8Array.from(bytes))).toThrow(message);
  expect(() => readIDX(Uint8Array.from(bytes))).toThrow(RangeError);
  expect(cpu.stats().bytes).toBe(before);
});

test.each([-1, 3, 1.5])('readIDX refuses to take %s of 2', (count) => {
  expect(() => readIDX(file(8, 2, 0, 1), { count })).toThrow(`Cannot read ${count} of IDX [2]: expected 0 to 2`);
});
