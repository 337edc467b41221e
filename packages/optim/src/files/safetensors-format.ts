import { checkOptions, type DType, dtypeOf, sizeOf, type TypedArray } from '@zero-to-gpt/linalg';
import type { HostTensor } from '../data/host-tensor.ts';
import { fileDTypes, writtenAs } from './safetensors-dtypes.ts';
import { type HeaderEntry, readHeader } from './safetensors-header.ts';

/** What a safetensors file holds. */
export interface HostTensors {
  /** The tensors by name, in the order of their bytes. */
  readonly tensors: Map<string, HostTensor>;
  /** Free text beside them. */
  readonly metadata: Record<string, string>;
}

/** Options of `unpackSafetensors`. */
export interface UnpackOptions {
  /** Refuses a file in which a number is NaN. */
  readonly rejectNaN?: boolean;
}

/**
 * A safetensors file in parts, to be written one after the other: the header, then each tensor's own bytes, not copied.
 * The bytes are those of Hugging Face's writer: widest dtype first, then by name, and the header padded with spaces to
 * a multiple of 8 bytes.
 * @throws RangeError for a shape that does not fit its data, or a name that cannot be written
 */
export function safetensorsParts(
  tensors: ReadonlyMap<string, HostTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array[] {
  const widestFirst = Object.keys(writtenAs) as DType[]; // its keys are the dtypes
  const sorted = [...tensors]
    .map(([name, { shape, data }]) => ({ name, shape, data, dtype: dtypeOf(data) }))
    .sort((a, b) => widestFirst.indexOf(a.dtype) - widestFirst.indexOf(b.dtype) || byCodePoint(a.name, b.name));
  const entries: string[] = [];
  if (Object.keys(metadata).length > 0) entries.push(`"__metadata__":${metadataJSON(metadata)}`);
  let offset = 0;
  for (const { name, shape, data, dtype } of sorted) {
    if (name === '__metadata__' || /\p{Surrogate}/u.test(name))
      throw new RangeError(`Cannot write safetensors: ${JSON.stringify(name)} cannot be the name of a tensor`);
    if (sizeOf(shape) !== data.length)
      throw new RangeError(
        `Cannot write tensor "${name}": shape [${shape}] wants ${sizeOf(shape)} elements, found ${data.length}`,
      );
    const end = offset + data.byteLength;
    const facts = `{"dtype":"${writtenAs[dtype]}","shape":[${shape}],"data_offsets":[${offset},${end}]}`;
    entries.push(`${JSON.stringify(name)}:${facts}`);
    offset = end;
  }
  const json = new TextEncoder().encode(`{${entries.join(',')}}`);
  const header = new Uint8Array(8 + Math.ceil(json.length / 8) * 8).fill(0x20);
  new DataView(header.buffer).setBigUint64(0, BigInt(header.length - 8), true);
  header.set(json, 8);
  return [header, ...sorted.map(({ data }) => new Uint8Array(data.buffer, data.byteOffset, data.byteLength))];
}

/** A safetensors file as one block of bytes: what `safetensorsParts` gives, joined. */
export function packSafetensors(
  tensors: ReadonlyMap<string, HostTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const parts = safetensorsParts(tensors, metadata);
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

/**
 * Reads a safetensors file onto the host, trusting nothing in it; what it allocates is bounded by the file's length.
 * Beside the dtypes that arrays have, BF16 is read as float32, BOOL as uint8, and I64 as int32 where every value fits.
 * @throws RangeError that begins with `Cannot read safetensors` and names the tensor, what was found and what was wanted
 */
export function unpackSafetensors(bytes: Uint8Array, options: UnpackOptions = {}): HostTensors {
  const { rejectNaN = false } = checkOptions('unpackSafetensors', options, ['rejectNaN']);
  const { entries, metadata, dataStart } = readHeader(bytes);
  const tensors = new Map<string, HostTensor>();
  for (const entry of entries) {
    const own = new Uint8Array(bytes.subarray(dataStart + entry.start, dataStart + entry.end));
    tensors.set(entry.name, decodeEntry(entry, own, { rejectNaN }));
  }
  return { tensors, metadata };
}

/** The tensor that a header's entry describes, of its bytes, which become its memory. @throws RangeError for a value that cannot be */
export function decodeEntry(
  { name, dtype, shape }: HeaderEntry,
  bytes: Uint8Array<ArrayBuffer>,
  { rejectNaN = false }: UnpackOptions,
): HostTensor {
  const fail = (index: number, found: string, wanted: string): never => {
    throw new RangeError(
      `Cannot read safetensors: tensor ${JSON.stringify(name)} holds ${found} at element ${index}, expected ${wanted}`,
    );
  };
  const data = fileDTypes[dtype].read(bytes, fail);
  const bad = rejectNaN ? findNaN(data) : -1;
  if (bad !== -1) fail(bad, 'NaN', 'a number');
  return { shape, data };
}

/** Where the first NaN stands, or −1. */
function findNaN(data: TypedArray): number {
  if (data instanceof Uint16Array) return data.findIndex((half) => (half & 0x7fff) > 0x7c00);
  for (let i = 0; i < data.length; i++) if (Number.isNaN(data[i])) return i;
  return -1;
}

function metadataJSON(metadata: Readonly<Record<string, string>>): string {
  for (const [key, value] of Object.entries(metadata))
    if (typeof value !== 'string')
      throw new TypeError(`Cannot write safetensors: metadata "${key}" is ${typeof value}, expected a string`);
  return JSON.stringify(metadata);
}

/** The order of UTF-8 bytes, which is not that of JavaScript's `<` beyond U+FFFF. */
function byCodePoint(a: string, b: string): number {
  const x = [...a];
  const y = [...b];
  const i = x.findIndex((c, at) => c !== y[at]);
  if (i === -1) return x.length - y.length;
  return i < y.length ? x[i]!.codePointAt(0)! - y[i]!.codePointAt(0)! : 1;
}
