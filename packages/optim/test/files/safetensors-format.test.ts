import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TypedArray } from '@zero-to-gpt/linalg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HostTensor } from '../../src/data/host-tensor.ts';
import { packSafetensors, unpackSafetensors } from '../../src/files/safetensors-format.ts';

const fixture = (name: string) => new Uint8Array(readFileSync(join(import.meta.dirname, '../fixtures', name)));
const host = (shape: number[], data: TypedArray): HostTensor => ({ shape, data });

/** A file with any header text and `bytes` bytes of data. */
function file(header: string | Uint8Array, bytes = 0, length?: bigint): Uint8Array {
  const text = typeof header === 'string' ? new TextEncoder().encode(header) : header;
  const all = new Uint8Array(8 + text.length + bytes);
  new DataView(all.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  all.set(text, 8);
  return all;
}
const tensor = (dtype: string, shape: unknown, offsets: unknown) =>
  JSON.stringify({ x: { dtype, shape, data_offsets: offsets } });

const fromHuggingFace = new Map([
  ['exact', host([], Float64Array.of(0.1))],
  ['a "quoted" name\n', host([1], Float32Array.of(9))],
  ['empty', host([0, 4], new Float32Array(0))],
  ['größe', host([1], Float32Array.of(7))],
  ['weight', host([2, 3], Float32Array.of(0, 0.5, -1, 1.5, 3e38, -0))],
  ['\ufb00', host([1], Float32Array.of(8))],
  ['🐳', host([1], Float32Array.of(10))],
  ['ids', host([2], Int32Array.of(-7, 2147483647))],
  ['half', host([2], Uint16Array.of(0x3e00, 0xb400))],
  ['mask', host([3], Uint8Array.of(0, 1, 255))],
]);

test("unpackSafetensors() reads what Hugging Face's library wrote", () => {
  const { tensors, metadata } = unpackSafetensors(fixture('hugging-face.safetensors'));
  expect(tensors).toEqual(fromHuggingFace);
  expect([...tensors.keys()]).toEqual([...fromHuggingFace.keys()].sort((a, b) => order(a) - order(b)));
  expect(metadata).toEqual({ format: 'pt' });
});
const order = (name: string) => [...fromHuggingFace.keys()].indexOf(name);

test("packSafetensors() writes the very bytes of Hugging Face's library, in whatever order the tensors come", () => {
  const backwards = new Map([...fromHuggingFace].reverse());
  expect(packSafetensors(backwards, { format: 'pt' })).toEqual(fixture('hugging-face.safetensors'));
});

test('unpackSafetensors() reads BF16 as float32, I64 as int32 and BOOL as uint8', () => {
  const { tensors } = unpackSafetensors(fixture('foreign.safetensors'));
  expect(tensors.get('brain')?.data).toEqual(Float32Array.of(1, -2));
  expect(tensors.get('long')?.data).toEqual(Int32Array.of(-2147483648, 0, 2147483647));
  expect(tensors.get('flag')?.data).toEqual(Uint8Array.of(0, 1));
});

const anyTensor = fc
  .tuple(
    fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
    fc.constantFrom(Float32Array, Float64Array, Int32Array, Uint16Array, Uint8Array),
    fc.infiniteStream(fc.integer({ min: -100, max: 300 })),
  )
  .map(([shape, Kind, values]) => {
    const length = shape.reduce((a, b) => a * b, 1);
    return host(shape, Kind.from(Array.from({ length }, () => values.next().value!)));
  });
const anyName = fc.string({ unit: 'binary' }).filter((name) => name !== '__metadata__');
const anyFile = fc.tuple(
  fc.array(fc.tuple(anyName, anyTensor), { maxLength: 5 }).map((pairs) => new Map(pairs)),
  fc.dictionary(anyName, anyName, { maxKeys: 3 }),
);

test('packSafetensors() and unpackSafetensors() return every set of tensors unchanged', () => {
  fc.assert(
    fc.property(anyFile, ([tensors, metadata]) => {
      const bytes = packSafetensors(tensors, metadata);
      const back = unpackSafetensors(bytes);
      expect(back.tensors).toEqual(tensors);
      expect({ ...back.metadata }).toEqual({ ...metadata });
      expect((bytes[0]! + bytes[1]! * 256) % 8).toBe(0);
    }),
  );
});

test('unpackSafetensors() reads from the middle of a larger buffer', () => {
  const bytes = packSafetensors(new Map([['x', host([2], Float32Array.of(1, 2))]]));
  const larger = new Uint8Array(bytes.length + 3);
  larger.set(bytes, 3);
  expect(unpackSafetensors(larger.subarray(3)).tensors.get('x')?.data).toEqual(Float32Array.of(1, 2));
});

test('unpackSafetensors() copies, so that the bytes may be used again', () => {
  const bytes = packSafetensors(new Map([['x', host([1], Uint8Array.of(5))]]));
  const { tensors } = unpackSafetensors(Buffer.from(bytes.buffer));
  bytes.fill(0);
  expect(tensors.get('x')?.data).toEqual(Uint8Array.of(5));
});

test.each<[problem: string, bytes: Uint8Array, message: string]>([
  ['nothing', new Uint8Array(0), 'found 0 bytes, expected at least the 8'],
  ['half a length', new Uint8Array(5), 'found 5 bytes'],
  ['a header beyond the file', file('{}', 0, 3n), 'header length is 3 bytes, but only 2 follow'],
  ['a header beyond the limit', file('{}', 0, 100_000_001n), '100000001 bytes, at most 100000000 are allowed'],
  ['a header of 2⁶⁴ − 1', file('{}', 0, 2n ** 64n - 1n), 'at most 100000000 are allowed'],
  ['no header', file(''), 'the header begins with byte none, expected 123'],
  ['an array for a header', file('[]'), 'the header begins with byte 91'],
  ['a byte-order mark', file('\ufeff{}'), 'the header begins with byte 239'],
  ['bytes that are not UTF-8', file(Uint8Array.of(0x7b, 0xff, 0x7d)), 'the header is not UTF-8'],
  ['broken JSON', file('{"x":'), 'the header is damaged: Cannot read JSON'],
  ['deep nesting', file(`{"x":${'['.repeat(100)}`), 'nested deeper than 4 levels'],
  ['a name twice', file('{"x":1,"x":2}'), 'key "x" appears twice'],
  ['a tensor that is no object', file('{"x":3}'), 'tensor "x" is 3, expected an object'],
  ['an unknown key', file('{"x":{"dtype":"U8","shape":[0],"data_offsets":[0,0],"y":1}}'), 'tensor "x" has key "y"'],
  ['no dtype', file('{"x":{"shape":[0],"data_offsets":[0,0]}}'), 'tensor "x" has dtype missing, expected one of F64'],
  [
    'an unknown dtype',
    file(tensor('F8_E4M3', [1], [0, 1]), 1),
    'tensor "x" has dtype "F8_E4M3", expected one of F64, F32',
  ],
  ['a dtype of Object', file(tensor('toString', [1], [0, 1]), 1), 'has dtype "toString"'],
  ['a negative axis', file(tensor('U8', [-1], [0, 1]), 1), 'tensor "x" has shape [-1], expected whole numbers'],
  ['half an axis', file(tensor('U8', [0.5], [0, 1]), 1), 'has shape [0.5]'],
  ['an axis beyond 2⁵³', file(tensor('U8', [1e300], [0, 1]), 1), 'has shape [1e+300]'],
  ['a shape that is text', file(tensor('U8', '1', [0, 1]), 1), 'has shape "1"'],
  ['too many axes', file(tensor('U8', new Array(65).fill(1), [0, 1]), 1), 'tensor "x" has 65 axes, at most 64'],
  ['huge axes', file(tensor('F32', [2 ** 40, 2 ** 40], [0, 4]), 4), 'F32 [1099511627776,1099511627776] wants'],
  ['a product that overflows', file(tensor('U8', new Array(64).fill(2 ** 52), [0, 0])), 'wants Infinity'],
  ['one offset', file(tensor('U8', [1], [0]), 1), 'tensor "x" has data_offsets [0], expected two'],
  ['offsets backwards', file(tensor('U8', [1], [1, 0]), 1), '-1 bytes; U8 [1] wants 1'],
  ['a negative offset', file(tensor('U8', [1], [-1, 0]), 1), 'data_offsets [-1,0], expected two whole numbers'],
  ['offsets that do not match', file(tensor('F32', [2], [0, 4]), 4), '4 bytes; F32 [2] wants 8'],
  ['data cut off', file(tensor('F32', [2], [0, 8]), 7), 'tensor "x" ends at byte 8 of the data, which has 7'],
  [
    'data behind the last tensor',
    file(tensor('U8', [1], [0, 1]), 3),
    'the tensors end at byte 1 of the data, which has 3',
  ],
  ['a hole at the start', file(tensor('U8', [1], [1, 2]), 2), 'tensor "x" begins at byte 1, leaving a hole behind 0'],
  [
    'a hole in the middle',
    file(
      '{"x":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"y":{"dtype":"U8","shape":[1],"data_offsets":[2,3]}}',
      3,
    ),
    'tensor "y" begins at byte 2, leaving a hole behind 1',
  ],
  [
    'an overlap',
    file(
      '{"x":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"y":{"dtype":"U8","shape":[2],"data_offsets":[1,3]}}',
      3,
    ),
    'tensor "y" begins at byte 1 and overlaps the one that ends at 2',
  ],
  ['metadata that is no object', file('{"__metadata__":[]}'), '__metadata__ is [], expected an object'],
  ['metadata that is no text', file('{"__metadata__":{"a":1}}'), '__metadata__ "a" is 1, expected a string'],
  ['a BOOL that is 2', bool(2), 'tensor "x" holds 2 at element 0, expected 0 or 1'],
  ['an I64 beyond int32', long(2n ** 31n), 'tensor "x" holds 2147483648 at element 1, expected a number that fits'],
])('unpackSafetensors() refuses %s', (_, bytes, message) => {
  expect(() => unpackSafetensors(bytes)).toThrow(RangeError);
  expect(() => unpackSafetensors(bytes)).toThrow(/^Cannot read safetensors: /);
  expect(() => unpackSafetensors(bytes)).toThrow(message);
});

function bool(value: number): Uint8Array {
  const bytes = file(tensor('BOOL', [1], [0, 1]), 1);
  bytes[bytes.length - 1] = value;
  return bytes;
}

function long(value: bigint): Uint8Array {
  const bytes = file(tensor('I64', [2], [0, 16]), 16);
  new DataView(bytes.buffer).setBigInt64(bytes.length - 8, value, true);
  return bytes;
}

test('unpackSafetensors() refuses NaN where asked to', () => {
  const nan = {
    f: Float32Array.of(1, Number.NaN),
    d: Float64Array.of(0, Number.NaN),
    h: Uint16Array.of(0x7c00, 0x7e00),
  };
  for (const [name, data] of Object.entries(nan)) {
    const bytes = packSafetensors(new Map([[name, host([2], data)]]));
    expect(unpackSafetensors(bytes).tensors.size).toBe(1);
    expect(() => unpackSafetensors(bytes, { rejectNaN: true })).toThrow(`tensor "${name}" holds NaN at element 1`);
  }
});

test('unpackSafetensors() meets random damage with its own error, never another', () => {
  const change = fc.record({ at: fc.nat(), byte: fc.integer({ min: 0, max: 255 }) });
  fc.assert(
    fc.property(
      anyFile,
      fc.array(change, { minLength: 1, maxLength: 4 }),
      fc.nat(40),
      ([tensors, metadata], changes, cut) => {
        const bytes = packSafetensors(tensors, metadata);
        for (const { at, byte } of changes) bytes[at % bytes.length] = byte;
        const damaged = bytes.subarray(0, bytes.length - (cut > 20 ? cut - 20 : 0));
        try {
          const read = [...unpackSafetensors(damaged).tensors.values()];
          // what was read is no more than the file holds (I64 shrinks, BF16 doubles)
          expect(read.reduce((sum, { data }) => sum + data.byteLength, 0)).toBeLessThanOrEqual(2 * damaged.length);
        } catch (error) {
          expect(String(error)).toMatch(/^RangeError: Cannot read safetensors: /);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('unpackSafetensors() meets random headers with its own error, never another', () => {
  const whole = fc.oneof(fc.nat(8), fc.constantFrom(-1, -0, 0.5, 2 ** 31, 2 ** 53, 1e308));
  const entry = fc.record({
    dtype: fc.constantFrom('F32', 'U8', 'BF16', 'I64', 'BOOL', 'X', '__proto__', 7),
    shape: fc.oneof(fc.array(whole, { maxLength: 3 }), fc.jsonValue()),
    data_offsets: fc.oneof(fc.tuple(whole, whole), fc.jsonValue()),
  });
  const header = fc.dictionary(
    fc.constantFrom('a', 'b', '__proto__', '__metadata__', 'constructor'),
    fc.oneof(entry, fc.jsonValue()),
  );
  fc.assert(
    fc.property(header, fc.nat(24), (content, bytes) => {
      try {
        unpackSafetensors(file(JSON.stringify(content), bytes));
      } catch (error) {
        expect(String(error)).toMatch(/^RangeError: Cannot read safetensors: /);
      }
    }),
    { numRuns: 500 },
  );
});

test('packSafetensors() refuses what cannot be written', () => {
  const x = host([1], Float32Array.of(1));
  expect(() => packSafetensors(new Map([['__metadata__', x]]))).toThrow('cannot be the name of a tensor');
  expect(() => packSafetensors(new Map([['\ud800', x]]))).toThrow('cannot be the name of a tensor');
  expect(() => packSafetensors(new Map([['x', host([2], Float32Array.of(1))]]))).toThrow(
    '[2] wants 2 elements, found 1',
  );
  const numbers = { a: 1 } as unknown as Record<string, string>;
  expect(() => packSafetensors(new Map(), numbers)).toThrow('metadata "a" is number, expected a string');
});
