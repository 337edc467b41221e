import { isPlain } from '../host-tensor.ts';
import { parseStrictJSON, shorten } from '../strict-json.ts';

/** What JSON can hold. */
export type JSONValue = null | boolean | number | string | readonly JSONValue[] | { readonly [key: string]: JSONValue };

/** A file beside meta.json. */
export interface CheckpointFile {
  /** Its name. */
  readonly name: string;
  /** Its size. */
  readonly bytes: number;
  /** CRC-32 of its content, as zip and PNG have it; checkpoints of older versions have none. */
  readonly crc32?: number | undefined;
}

/** Numbers of a state by name. */
export type StateNumbers = Readonly<Record<string, number>>;

/** Content of a checkpoint's meta.json. */
export interface CheckpointMeta {
  /** Training steps done. */
  readonly step: number;
  /** The files beside it. */
  readonly files: readonly CheckpointFile[];
  /** Numbers of the optimizer's state. */
  readonly optimizer: StateNumbers;
  /** Numbers of further states. */
  readonly states: Readonly<Record<string, StateNumbers>>;
  /** The caller's own. */
  readonly meta: Record<string, JSONValue>;
}

/** The one file of arrays, as long as one process saves. */
export const shard = 'shard-0-of-1.safetensors';
const format = 'zero-to-gpt-checkpoint';
const version = 1;

/** Largest meta.json that is read. */
export const maxMeta = 100_000_000;

/** The bytes of meta.json. @throws RangeError where a number is not finite or a value is not JSON, or nested too deep to be read */
export function encodeMeta({
  step,
  files,
  optimizer,
  states,
  meta,
}: Omit<CheckpointMeta, 'meta'> & { readonly meta: Readonly<Record<string, JSONValue>> }): Uint8Array {
  const content = { format, version, step, files, optimizer, states, meta };
  const bytes = new TextEncoder().encode(encodeJSON(content, 'meta.json'));
  parseMeta(bytes); // what cannot be read is not to be written
  return bytes;
}

/** The text of a file of JSON. @throws RangeError where a number is not finite or a value is not JSON */
export function encodeJSON(content: object, file: string): string {
  return `${JSON.stringify(content, (key, value: unknown) => checkValue(key, value, file), 2)}\n`;
}

/** Checks the bytes of a meta.json. @throws RangeError with what was found and what was wanted */
export function parseMeta(bytes: Uint8Array): CheckpointMeta {
  if (bytes.length > maxMeta)
    throw new RangeError(`Cannot read meta.json: ${bytes.length} bytes, at most ${maxMeta} are allowed`);
  const content = parseStrictJSON(decodeText(bytes), { maxDepth: 64 });
  if (!isObject(content)) fail('content', content, 'an object');
  const { step, files, optimizer, states = {}, meta } = content;
  if (content.format !== format) fail('format', content.format, `"${format}"`);
  if (content.version !== version) fail('version', content.version, `${version}`);
  if (!isCount(step)) fail('step', step, 'a whole number, at least 0');
  if (!Array.isArray(files) || files.length !== 1 || !files.every(isFile))
    fail('files', files, '[{ name, bytes, crc32 }] with one plain file name');
  if (!isNumbers(optimizer)) fail('optimizer', optimizer, 'an object of numbers');
  if (!isObject(states) || !Object.entries(states).every(([name, state]) => isStateName(name) && isNumbers(state)))
    fail('states', states, 'objects of numbers by name');
  if (!isObject(meta)) fail('meta', meta, 'an object');
  // every value came out of JSON; numbers and files were checked above
  return {
    step,
    files,
    optimizer,
    states: states as Record<string, StateNumbers>,
    meta: meta as Record<string, JSONValue>,
  };
}

/** Whether further states may go by a name: letters, digits, _ and -, a letter first. */
export function isStateName(name: string): boolean {
  return /^[a-z][\w-]*$/i.test(name);
}

function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError('Cannot read meta.json: it is not UTF-8', { cause });
  }
}

/** JSON.stringify would silently turn NaN into null, drop what is not JSON, and empty a Map. */
function checkValue(key: string, value: unknown, file: string): unknown {
  const plain = value === null || Array.isArray(value) || isPlain(value);
  if (!plain && typeof value !== 'boolean' && typeof value !== 'string' && !Number.isFinite(value))
    throw new RangeError(`Cannot save "${key}" in ${file}: ${String(value)} is not JSON`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isNumbers(value: unknown): value is StateNumbers {
  return isObject(value) && Object.values(value).every((n) => typeof n === 'number');
}

function isFile(value: unknown): value is CheckpointFile {
  if (!isObject(value) || value.name !== shard || !isCount(value.bytes)) return false;
  return value.crc32 === undefined || (isCount(value.crc32) && value.crc32 < 4294967296);
}

function fail(key: string, found: unknown, wanted: string): never {
  const text = shorten(JSON.stringify(found) ?? 'none');
  throw new RangeError(`Cannot read meta.json: ${key} is ${text}, expected ${wanted}`);
}
