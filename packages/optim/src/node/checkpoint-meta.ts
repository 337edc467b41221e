import { parseStrictJSON, shorten } from '../strict-json.ts';

/** What JSON can hold. */
export type JSONValue = null | boolean | number | string | readonly JSONValue[] | { readonly [key: string]: JSONValue };

/** Content of a checkpoint's meta.json. */
export interface CheckpointMeta {
  /** Training steps done. */
  readonly step: number;
  /** The files beside it, with their sizes. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
  /** Numbers of the optimizer's state. */
  readonly optimizer: Readonly<Record<string, number>>;
  /** The caller's own. */
  readonly meta: Record<string, JSONValue>;
}

/** The one file of arrays, as long as one process saves. */
export const shard = 'shard-0-of-1.safetensors';
const format = 'zero-to-gpt-checkpoint';
const version = 1;

/** The bytes of meta.json. @throws RangeError where a number is not finite or a value is not JSON */
export function encodeMeta({
  step,
  files,
  optimizer,
  meta,
}: {
  step: number;
  files: readonly { readonly name: string; readonly bytes: number }[];
  optimizer: Readonly<Record<string, number>>;
  meta: Readonly<Record<string, JSONValue>>;
}): Uint8Array {
  return new TextEncoder().encode(encodeJSON({ format, version, step, files, optimizer, meta }, 'meta.json'));
}

/** The text of a file of JSON. @throws RangeError where a number is not finite or a value is not JSON */
export function encodeJSON(content: object, file: string): string {
  return `${JSON.stringify(content, (key, value: unknown) => checkValue(key, value, file), 2)}\n`;
}

/** Checks the bytes of a meta.json. @throws RangeError with what was found and what was wanted */
export function parseMeta(bytes: Uint8Array): CheckpointMeta {
  const content = parseStrictJSON(new TextDecoder().decode(bytes), { maxDepth: 64 });
  if (!isObject(content)) fail('content', content, 'an object');
  const { step, files, optimizer, meta } = content;
  if (content.format !== format) fail('format', content.format, `"${format}"`);
  if (content.version !== version) fail('version', content.version, `${version}`);
  if (!isCount(step)) fail('step', step, 'a whole number, at least 0');
  if (!Array.isArray(files) || files.length !== 1 || !files.every(isFile))
    fail('files', files, '[{ name, bytes }] with one plain file name');
  if (!isObject(optimizer) || !Object.values(optimizer).every((n) => typeof n === 'number'))
    fail('optimizer', optimizer, 'an object of numbers');
  if (!isObject(meta)) fail('meta', meta, 'an object');
  // every value came out of JSON; numbers and files were checked above
  return { step, files, optimizer: optimizer as Record<string, number>, meta: meta as Record<string, JSONValue> };
}

/** JSON.stringify would silently turn NaN into null and drop what is not JSON. */
function checkValue(key: string, value: unknown, file: string): unknown {
  const ok = value === null || ['boolean', 'string', 'object'].includes(typeof value) || Number.isFinite(value);
  if (!ok || ArrayBuffer.isView(value))
    throw new RangeError(`Cannot save "${key}" in ${file}: ${String(value)} is not JSON`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function isFile(value: unknown): value is { name: string; bytes: number } {
  return isObject(value) && value.name === shard && isCount(value.bytes);
}

function fail(key: string, found: unknown, wanted: string): never {
  const text = shorten(JSON.stringify(found) ?? 'none');
  throw new RangeError(`Cannot read meta.json: ${key} is ${text}, expected ${wanted}`);
}
