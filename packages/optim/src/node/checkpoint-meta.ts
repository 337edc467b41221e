import { crc32 } from 'node:zlib';
import { isPlain } from '../data/host-tensor.ts';
import { parseStrictJSON, shorten } from '../files/strict-json.ts';

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
const version = 2;

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
  const written = Object.fromEntries(Object.entries(states).map(([name, state]) => [name, writeNumbers(state)]));
  const content = { format, version, step, files, optimizer: writeNumbers(optimizer), states: written, meta };
  const bytes = sealed(encodeJSON(content, 'meta.json'));
  parseMeta(bytes); // what cannot be read is not to be written
  return bytes;
}

/** The text of a file of JSON. @throws RangeError where a number is not finite or a value is not JSON */
export function encodeJSON(content: object, file: string): string {
  return `${JSON.stringify(content, (key, value: unknown) => checkValue(key, value, file), 2)}\n`;
}

/** Checks the bytes of a meta.json; those of version 1 have no checksum. @throws RangeError with what was found and what was wanted */
export function parseMeta(bytes: Uint8Array): CheckpointMeta {
  if (bytes.length > maxMeta)
    throw new RangeError(`Cannot read meta.json: ${bytes.length} bytes, at most ${maxMeta} are allowed`);
  const isSealed = checkSeal(bytes);
  const content = parseStrictJSON(decodeText(bytes), { maxDepth: 64 });
  if (!isObject(content)) fail('content', content, 'an object');
  const { step, files, optimizer, states = {}, meta } = content;
  if (content.format !== format) fail('format', content.format, `"${format}"`);
  if (content.version !== version && content.version !== 1) fail('version', content.version, `${version}`);
  if (content.version === version && !isSealed) fail('crc32', content.crc32, 'a checksum on the last line');
  if (!isCount(step)) fail('step', step, 'a whole number, at least 0');
  if (!Array.isArray(files) || files.length !== 1 || !files.every(isFile))
    fail('files', files, '[{ name, bytes, crc32 }] with one plain file name');
  const numbers = readNumbers(optimizer) ?? fail('optimizer', optimizer, 'an object of numbers');
  const found = isObject(states) ? Object.entries(states) : fail('states', states, 'an object');
  const read = found.map(([name, state]): [string, StateNumbers] => {
    const all = isStateName(name) ? readNumbers(state) : null;
    return [name, all ?? fail('states', states, 'objects of numbers by name')];
  });
  if (!isObject(meta)) fail('meta', meta, 'an object');
  // every value came out of JSON; files were checked above
  return { step, files, optimizer: numbers, states: Object.fromEntries(read), meta: meta as Record<string, JSONValue> };
}

/** The last line of a meta.json: the CRC-32 of all that stands before it. */
const seal = /,\n {2}"crc32": (\d+)\n\}\n$/;

/** The text of an object with its checksum as the last entry. */
function sealed(text: string): Uint8Array {
  const body = text.replace(/\n\}\n$/, '');
  return new TextEncoder().encode(`${body},\n  "crc32": ${crc32(body)}\n}\n`);
}

/** Whether a meta.json has a checksum. @throws RangeError where it is another than that of the bytes before it */
function checkSeal(bytes: Uint8Array): boolean {
  const end = new TextDecoder('latin1').decode(bytes.subarray(-40)); // a byte a character, whatever stands there
  const [line, wanted] = seal.exec(end) ?? [];
  if (line === undefined) return false;
  const found = crc32(bytes.subarray(0, bytes.length - line.length));
  if (`${found}` !== wanted)
    throw new RangeError(`Cannot read meta.json: it is damaged, its checksum is ${found}, expected ${wanted}`);
  return true;
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

/** JSON has no infinity, no NaN and no −0; a state that comes back to the last bit does. They stand as text. */
const asText = ['Infinity', '-Infinity', 'NaN', '-0'];

function writeNumbers(numbers: StateNumbers): Record<string, number | string> {
  const written = Object.entries(numbers).map(([name, n]): [string, number | string] => {
    if (Object.is(n, -0)) return [name, '-0'];
    return [name, Number.isFinite(n) ? n : String(n)];
  });
  return Object.fromEntries(written);
}

function readNumbers(value: unknown): StateNumbers | null {
  if (!isObject(value)) return null;
  const read: [string, number][] = [];
  for (const [name, n] of Object.entries(value)) {
    const number = typeof n === 'string' && asText.includes(n) ? Number(n) : n;
    if (typeof number !== 'number') return null;
    read.push([name, number]);
  }
  return Object.fromEntries(read);
}

function isFile(value: unknown): value is CheckpointFile {
  if (!isObject(value) || value.name !== shard || !isCount(value.bytes)) return false;
  return value.crc32 === undefined || (isCount(value.crc32) && value.crc32 < 4294967296);
}

function fail(key: string, found: unknown, wanted: string): never {
  const text = shorten(JSON.stringify(found) ?? 'none');
  throw new RangeError(`Cannot read meta.json: ${key} is ${text}, expected ${wanted}`);
}
