import type { Shape } from '@zero-to-gpt/linalg';
import { type FileDType, fileDTypes, isFileDType } from './safetensors-dtypes.ts';
import { parseStrictJSON, shorten } from './strict-json.ts';

/** One tensor as the header of a checked file describes it. */
export interface HeaderEntry {
  /** Its name. */
  readonly name: string;
  /** Its element type in the file. */
  readonly dtype: FileDType;
  /** Sizes of its axes. */
  readonly shape: Shape;
  /** First byte, counted from the end of the header. */
  readonly start: number;
  /** One behind its last byte. */
  readonly end: number;
}

/** What the header of a safetensors file says. */
export interface Header {
  /** The tensors, in the order of their bytes. */
  readonly entries: readonly HeaderEntry[];
  /** Free text beside them. */
  readonly metadata: Record<string, string>;
  /** Where in the file the tensors' bytes begin. */
  readonly dataStart: number;
}

/** Hugging Face's limit. */
const maxHeader = 100_000_000;
/** More than any array library makes; keeps hostile shapes from becoming long argument lists. */
const maxAxes = 64;

/**
 * Where in the file the tensors' bytes begin, as its first 8 bytes say; `size` is that of the whole file.
 * @throws RangeError that begins with `Cannot read safetensors`
 */
export function readDataStart(first: Uint8Array, size: number): number {
  if (size < 8) fail(`found ${size} bytes, expected at least the 8 of the header length`);
  const length = new DataView(first.buffer, first.byteOffset, first.byteLength).getBigUint64(0, true);
  if (length > maxHeader) fail(`the header length is ${length} bytes, at most ${maxHeader} are allowed`);
  const dataStart = 8 + Number(length);
  if (dataStart > size) fail(`the header length is ${length} bytes, but only ${size - 8} follow: the file is cut off`);
  return dataStart;
}

/**
 * Reads and checks the header of a safetensors file: the tensors lie one behind the other, without holes, and fill the
 * file; each has as many bytes as its dtype and shape say. `bytes` begins with the header, `size` is that of the file.
 * @throws RangeError that begins with `Cannot read safetensors`
 */
export function readHeader(bytes: Uint8Array, size: number = bytes.length): Header {
  const dataStart = readDataStart(bytes, size);
  const content = parseHeader(bytes.subarray(8, dataStart));
  const metadata = Object.hasOwn(content, '__metadata__') ? checkMetadata(content.__metadata__) : {};
  const entries = Object.entries(content)
    .filter(([name]) => name !== '__metadata__')
    .map(([name, value]) => checkEntry(name, value))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  checkLayout(entries, size - dataStart);
  return { entries, metadata, dataStart };
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b)
    fail(`the header begins with byte ${bytes[0] ?? 'none'}, expected 123, the opening brace of JSON`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError('Cannot read safetensors: the header is not UTF-8', { cause });
  }
  try {
    // an opening brace makes it an object
    return parseStrictJSON(text, { maxDepth: 4 }) as Record<string, unknown>;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`Cannot read safetensors: the header is damaged: ${why}`, { cause });
  }
}

function checkMetadata(metadata: unknown): Record<string, string> {
  if (!isObject(metadata)) fail(`__metadata__ is ${show(metadata)}, expected an object of strings`);
  const pairs = Object.entries(metadata).map(([key, value]): [string, string] => {
    if (typeof value !== 'string') fail(`__metadata__ ${show(key)} is ${show(value)}, expected a string`);
    return [key, value];
  });
  return Object.fromEntries(pairs);
}

function checkEntry(name: string, value: unknown): HeaderEntry {
  const tensor = `tensor ${show(name)}`;
  if (/\p{Surrogate}/u.test(name)) fail(`${tensor}: the name is not well-formed`);
  if (!isObject(value)) fail(`${tensor} is ${show(value)}, expected an object`);
  for (const key of Object.keys(value))
    if (key !== 'dtype' && key !== 'shape' && key !== 'data_offsets')
      fail(`${tensor} has key ${show(key)}, expected dtype, shape and data_offsets`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (!isFileDType(dtype))
    fail(`${tensor} has dtype ${show(dtype)}, expected one of ${Object.keys(fileDTypes).join(', ')}`);
  if (!isWholeNumbers(shape)) fail(`${tensor} has shape ${show(shape)}, expected whole numbers, at least 0`);
  if (shape.length > maxAxes) fail(`${tensor} has ${shape.length} axes, at most ${maxAxes} are allowed`);
  if (!isWholeNumbers(offsets) || offsets.length !== 2)
    fail(`${tensor} has data_offsets ${show(offsets)}, expected two whole numbers, at least 0`);
  const [start, end] = offsets as [number, number];
  const wanted = shape.reduce((product, d) => product * d, fileDTypes[dtype].bytes);
  if (end - start !== wanted)
    fail(`${tensor} has data_offsets [${start}, ${end}], ${end - start} bytes; ${dtype} [${shape}] wants ${wanted}`);
  return { name, dtype, shape, start, end };
}

function checkLayout(entries: readonly HeaderEntry[], bytes: number): void {
  let end = 0;
  for (const entry of entries) {
    const tensor = `tensor ${show(entry.name)}`;
    if (entry.end > bytes)
      fail(`${tensor} ends at byte ${entry.end} of the data, which has ${bytes}: the file is cut off`);
    if (entry.start < end) fail(`${tensor} begins at byte ${entry.start} and overlaps the one that ends at ${end}`);
    if (entry.start > end) fail(`${tensor} begins at byte ${entry.start}, leaving a hole behind ${end}`);
    end = entry.end;
  }
  if (end !== bytes) fail(`the tensors end at byte ${end} of the data, which has ${bytes}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isWholeNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0 && !Object.is(n, -0));
}

function show(value: unknown): string {
  return shorten(JSON.stringify(value) ?? 'missing');
}

function fail(message: string): never {
  throw new RangeError(`Cannot read safetensors: ${message}`);
}
