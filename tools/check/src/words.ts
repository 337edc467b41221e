import { isArray, isList, readGrid, sizeOf } from './numbers.ts';

/** `3`, `-0.3333`, `1.235e-7`: whole numbers in full, others with some digits. */
export function formatNumber(x: number, digits = 5): string {
  if (Object.is(x, -0)) return '0';
  if (Number.isInteger(x) && Math.abs(x) < 1e15) return String(x);
  return String(Number(x.toPrecision(digits)));
}

/** Two numbers that differ, with digits enough to see where. */
export function formatPair(a: number, b: number): [string, string] {
  const digits = digitsFor(a, b);
  return [formatNumber(a, digits), formatNumber(b, digits)];
}

/** How many digits show the difference of two numbers. */
export function digitsFor(a: number, b: number): number {
  const error = Math.abs(a - b) / 10;
  const shows = (x: number, digits: number): boolean => !(Math.abs(Number(formatNumber(x, digits)) - x) > error);
  return [5, 8, 12].find((digits) => shows(a, digits) && shows(b, digits)) ?? 17;
}

/** `[2, 3]`. */
export const formatShape = (shape: readonly number[]): string => `[${shape.join(', ')}]`;

/** `1 value`, `3 values`. */
export const count = (n: number, word: string): string => `${n} ${word}${n === 1 ? '' : 's'}`;

/** `The weights are`, `The bias is`: a subject with its form of "be". */
export const subject = (what: string): string => `The ${what} ${isPlural(what) ? 'are' : 'is'}`;

/** `The weights have`, `The bias has`. */
export const owner = (what: string): string => `The ${what} ${isPlural(what) ? 'have' : 'has'}`;

const isPlural = (what: string): boolean => /s$/.test(what) && !/(?:ss|is|us|\bbias)$/.test(what);

/** Says what something is, to stand after "is": `undefined`, `the text "abc"`, `an NDArray of shape [2, 3]`. */
export function describe(x: unknown): string {
  if (typeof x === 'number') return Number.isNaN(x) ? 'NaN' : `the number ${formatNumber(x)}`;
  if (typeof x === 'string') return `the text ${JSON.stringify(x.length > 40 ? `${x.slice(0, 39)}…` : x)}`;
  if (typeof x === 'function') return 'a function';
  if (typeof x === 'bigint') return `the bigint ${x}n`;
  return typeof x === 'object' && x !== null ? describeObject(x) : String(x);
}

function describeObject(x: object): string {
  if (isPromise(x)) return 'a promise';
  if (isArray(x)) return `${article(className(x))} of shape ${formatShape(x.shape)}`;
  if (x instanceof Error) return `the error ${x.name}: ${x.message}`;
  if (!isList(x)) {
    const keys = Object.keys(x);
    const name = className(x);
    if (name !== 'Object') return article(name);
    return keys.length === 0 ? 'an empty object' : `an object with ${keys.slice(0, 5).join(', ')}`;
  }
  if (x.length === 0) return 'an empty list';
  if (!Array.isArray(x)) return `${article(className(x))} of ${count(x.length, 'number')}`;
  const grid = readGrid(x);
  if ('problem' in grid) return `a list of ${x.length}`;
  return grid.shape.length > 1
    ? `a list of shape ${formatShape(grid.shape)}`
    : `a list of ${count(x.length, 'number')}`;
}

/** Name of the class of an object; a minified one reads `array`, and one that a bundler called `_NDArray` reads `NDArray`. */
export function className(x: object): string {
  const found: unknown = x.constructor?.name;
  const name = typeof found === 'string' ? found.replace(/^_(?=[A-Z])/, '') : found;
  if (isArray(x)) return typeof name === 'string' && name.length > 2 && name !== 'Object' ? name : 'array';
  return typeof name === 'string' && name !== '' ? name : 'Object';
}

/** `an array`, `a list`. */
export const article = (name: string): string => `${/^(?:[AEIO]|ND|[aeio])/.test(name) ? 'an' : 'a'} ${name}`;

/** Whether something is awaited rather than read. */
export function isPromise(x: unknown): x is PromiseLike<unknown> {
  return typeof x === 'object' && x !== null && 'then' in x && typeof x.then === 'function';
}

/** A value as code, on one line, where it is short: `[[1, 2], [3, 4]]`, `'abc'`; else what it is. */
export function formatValue(x: unknown, limit = 60): string {
  const text = code(x, 4);
  return text !== undefined && text.length <= limit ? text : describe(x);
}

function code(x: unknown, depth: number): string | undefined {
  if (depth < 0) return undefined;
  if (typeof x === 'number') return formatNumber(x);
  if (typeof x === 'string') return `'${x.replace(/\n/g, '\\n')}'`;
  if (typeof x === 'boolean' || x === null || x === undefined) return String(x);
  if (isArray(x)) {
    if (sizeOf(x.shape) > 16) return undefined;
    const grid = readGrid(x);
    return 'problem' in grid ? undefined : `array(${nested(grid.shape, grid.data)})`;
  }
  if (isList(x)) {
    if (x.length > 16) return undefined;
    const parts = Array.from(x, (part) => code(part, depth - 1));
    return parts.includes(undefined) ? undefined : `[${parts.join(', ')}]`;
  }
  if (typeof x !== 'object' || className(x) !== 'Object') return undefined;
  const parts = Object.entries(x).map(([key, value]) => [key, code(value, depth - 1)] as const);
  if (parts.some(([, text]) => text === undefined)) return undefined;
  return parts.length === 0 ? '{}' : `{ ${parts.map(([key, text]) => `${key}: ${text}`).join(', ')} }`;
}

function nested(shape: readonly number[], data: readonly number[]): string {
  if (shape.length === 0) return formatNumber(data[0]!);
  const stride = sizeOf(shape.slice(1));
  const rows = Array.from({ length: shape[0]! }, (_, i) =>
    nested(shape.slice(1), data.slice(i * stride, (i + 1) * stride)),
  );
  return `[${rows.join(', ')}]`;
}
