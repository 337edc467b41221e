import { type Device, type DType, fromData, type NDArray, sizeOf } from '@zero-to-gpt/linalg';

/** Options of `readIDX`. */
export interface IDXOptions {
  /** Reads only so many along the first axis. Default: all. */
  count?: number;
  /** Default `cpu`. */
  device?: Device;
}

/** A type of IDX: bytes an element, the array's type, and how an element is read (big-endian). */
interface ElementType {
  readonly size: number;
  readonly dtype: DType;
  readonly read: (view: DataView, at: number) => number;
}

const types: Readonly<Record<number, ElementType>> = {
  8: { size: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at) },
  9: { size: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  11: { size: 2, dtype: 'int32', read: (view, at) => view.getInt16(at) },
  12: { size: 4, dtype: 'int32', read: (view, at) => view.getInt32(at) },
  13: { size: 4, dtype: 'float32', read: (view, at) => view.getFloat32(at) },
  14: { size: 8, dtype: 'float64', read: (view, at) => view.getFloat64(at) },
};

/**
 * An array from the bytes of an IDX file, the format of MNIST: two zeros, the type, the number of axes, their lengths, then
 * the elements. uint8, float32 and float64 stay what they are; int8, int16 and int32 become int32. Unpack `.gz` first.
 *
 * @example
 * ```ts
 * import { readIDX } from '@zero-to-gpt/dense/data/idx';
 *
 * const bytes = [0, 0, 8, 2, 0, 0, 0, 1, 0, 0, 0, 3, 7, 8, 9]; // uint8, two axes of 1 and 3
 * readIDX(new Uint8Array(bytes)).toArray(); // → [[7, 8, 9]]
 * readIDX(new Uint8Array(bytes.slice(0, -1))); // throws Cannot read IDX: found 14 bytes, expected 15 for [1,3] of type 8
 * ```
 * Source: Yann LeCun, "The MNIST database of handwritten digits".
 * @throws RangeError for bytes that are no such file, and another count than there is
 */
export function readIDX(bytes: Uint8Array, { count, device }: IDXOptions = {}): NDArray {
  const { type, shape, start } = headOf(bytes);
  const { size, dtype, read } = types[type]!;
  const expected = start + size * sizeOf(shape);
  if (bytes.length !== expected)
    throw new RangeError(
      `Cannot read IDX: found ${bytes.length} bytes, expected ${expected} for [${shape}] of type ${type}`,
    );
  const taken = count ?? shape[0] ?? 0;
  if (shape.length === 0 || !Number.isInteger(taken) || taken < 0 || taken > shape[0]!)
    throw new RangeError(`Cannot read ${taken} of IDX [${shape}]: expected 0 to ${shape[0] ?? 0}`);
  const wanted = [taken, ...shape.slice(1)];
  const view = new DataView(bytes.buffer, bytes.byteOffset + start);
  const n = sizeOf(wanted);
  const room = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array, float64: Float64Array };
  const elements = new room[dtype as keyof typeof room](n); // the table above has no other type
  if (type === 8) elements.set(bytes.subarray(start, start + n));
  else for (let i = 0; i < n; i++) elements[i] = read(view, i * size);
  return fromData(elements, wanted, device ? { device } : {});
}

/** What the first bytes say. @throws RangeError */
function headOf(bytes: Uint8Array): { type: number; shape: number[]; start: number } {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b)
    throw new RangeError('Cannot read IDX: the bytes are packed by gzip, expected them unpacked');
  const [first, second, type, axes] = bytes;
  if (axes === undefined || first !== 0 || second !== 0 || !types[type!])
    throw new RangeError(
      `Cannot read IDX: it begins with [${bytes.subarray(0, 4)}], expected two zeros, a type (${Object.keys(types).join(', ')}) and the number of axes`,
    );
  const start = 4 + 4 * axes;
  if (bytes.length < start)
    throw new RangeError(
      `Cannot read IDX: found ${bytes.length} bytes, expected ${start} for the lengths of ${axes} axes`,
    );
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return { type: type!, shape: Array.from({ length: axes }, (_, i) => view.getUint32(4 + 4 * i)), start };
}
