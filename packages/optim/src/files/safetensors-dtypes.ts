import type { DType, TypedArray } from '@zero-to-gpt/linalg';

/** Element types that are read from a safetensors file. */
export type FileDType = 'F64' | 'F32' | 'F16' | 'BF16' | 'I64' | 'I32' | 'U8' | 'BOOL';

/** Under which name each dtype is written: widest first, the order in which Hugging Face's writer lays tensors out. */
export const writtenAs: Readonly<Record<DType, FileDType>> = {
  float64: 'F64',
  float32: 'F32',
  int32: 'I32',
  float16: 'F16',
  uint8: 'U8',
};

interface FileDTypeFacts {
  /** Bytes of one element. */
  readonly bytes: number;
  /** Elements of a fresh, aligned copy of a tensor's bytes; `fail` throws, with the place and what is wrong there. */
  readonly read: (
    bytes: Uint8Array<ArrayBuffer>,
    fail: (index: number, found: string, wanted: string) => never,
  ) => TypedArray;
}

/** How each element type is read. Files and all hosts that run JavaScript put the lowest byte first. */
export const fileDTypes: Readonly<Record<FileDType, FileDTypeFacts>> = {
  F64: { bytes: 8, read: ({ buffer }) => new Float64Array(buffer) },
  F32: { bytes: 4, read: ({ buffer }) => new Float32Array(buffer) },
  F16: { bytes: 2, read: ({ buffer }) => new Uint16Array(buffer) },
  BF16: { bytes: 2, read: ({ buffer }) => fromBFloat16(new Uint16Array(buffer)) },
  I64: {
    bytes: 8,
    read: ({ buffer }, fail) => {
      const wide = new BigInt64Array(buffer);
      const narrow = new Int32Array(wide.length);
      for (let i = 0; i < wide.length; i++) {
        const value = wide[i]!;
        if (BigInt.asIntN(32, value) !== value) fail(i, `${value}`, 'a number that fits into int32');
        narrow[i] = Number(value);
      }
      return narrow;
    },
  },
  I32: { bytes: 4, read: ({ buffer }) => new Int32Array(buffer) },
  U8: { bytes: 1, read: (bytes) => bytes },
  BOOL: {
    bytes: 1,
    read: (bytes, fail) => {
      const bad = bytes.findIndex((byte) => byte > 1);
      if (bad !== -1) fail(bad, `${bytes[bad]}`, '0 or 1');
      return bytes;
    },
  },
};

/** Whether a file's text names an element type that can be read. */
export function isFileDType(name: unknown): name is FileDType {
  return typeof name === 'string' && Object.hasOwn(fileDTypes, name);
}

/** A bfloat16 is the upper half of a float32. */
function fromBFloat16(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  for (let i = 0; i < halves.length; i++) words[i] = halves[i]! << 16;
  return new Float32Array(words.buffer);
}

/** Values of float16, given by their bits, as float32: exact. */
export function widenFloat16(halves: Uint16Array): Float32Array {
  const words = new Uint32Array(halves.length);
  const floats = new Float32Array(words.buffer);
  for (let i = 0; i < halves.length; i++) {
    const sign = (halves[i]! & 0x8000) << 16;
    const exponent = (halves[i]! >> 10) & 0x1f;
    const fraction = halves[i]! & 0x3ff;
    if (exponent === 0) {
      floats[i] = fraction / 16_777_216; // zero or subnormal, in steps of 2⁻²⁴
      words[i]! |= sign;
    } else words[i] = sign | ((exponent === 31 ? 255 : exponent + 112) << 23) | (fraction << 13);
  }
  return floats;
}
