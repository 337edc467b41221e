const width = 76;
const maxItems = 100;
const maxDepth = 4;
const display = Symbol.for('Jupyter.display');
const inspect = Symbol.for('nodejs.util.inspect.custom');

/**
 * A value as text, the same in Node and in browsers: numbers in full, strings in quotes, arrays and objects on one line
 * where that fits and wrapped where not, arrays of the course as they print themselves.
 *
 * ```ts
 * import { format } from '@zero-to-gpt/lesson-kit';
 *
 * format([1, -0, 'two', { three: [3n] }]); // → "[ 1, -0, 'two', { three: [ 3n ] } ]"
 * ```
 */
export function format(value: unknown): string {
  return show(value, []);
}

function show(value: unknown, above: readonly object[]): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'number':
      return Object.is(value, -0) ? '-0' : String(value);
    case 'bigint':
      return `${value}n`;
    case 'function':
      return named(value);
    case 'object':
      return value === null ? 'null' : above.includes(value) ? '[Circular]' : showObject(value, above);
    case 'boolean':
    case 'symbol':
    case 'undefined':
      return String(value);
  }
}

function showObject(value: object, above: readonly object[]): string {
  const own = ownText(value, above.length);
  if (own !== undefined) return own;
  const inside = (part: unknown) => show(part, [...above, value]);
  const tooDeep = above.length >= maxDepth;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof RegExp) return String(value);
  if (Array.isArray(value)) return tooDeep ? '[Array]' : list(arrayItems(value, inside), '[', ']');
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    const numbers = value as unknown as ArrayLike<number | bigint>; // all views but DataView are typed arrays
    return `${className(value)}(${numbers.length}) ${list(arrayItems(numbers, inside), '[', ']')}`;
  }
  if (value instanceof ArrayBuffer) return `ArrayBuffer(${value.byteLength})`;
  if (value instanceof Map || value instanceof Set) {
    const items = [...(value instanceof Map ? value : value.values())] as unknown[];
    const one = (item: unknown) => (value instanceof Map ? (item as unknown[]).map(inside).join(' => ') : inside(item)); // a Map gives pairs
    const name = `${className(value)}(${value.size})`;
    return tooDeep ? `[${name}]` : `${name} ${list(cut(items, one), '{', '}')}`;
  }
  const name = className(value);
  const keys = Object.keys(value);
  if (tooDeep && keys.length > 0) return `[${name || 'Object'}]`;
  const one = (key: string) =>
    hang(`${/^[A-Za-z_$][\w$]*$/.test(key) ? key : quoted(key)}: `, property(value, key, inside));
  const body = list(cut(keys, one), '{', '}');
  return name === 'Object' ? body : `${name || '[no prototype]'} ${body}`;
}

/** What an object says of itself: in notebooks, else in Node's console. */
function ownText(value: object, depth: number): string | undefined {
  const own = value as { [display]?: unknown; [inspect]?: unknown };
  if (typeof own[display] === 'function') {
    const text = (own[display]() as Record<string, unknown> | undefined)?.['text/plain'];
    if (typeof text === 'string') return text;
  }
  if (typeof own[inspect] === 'function') {
    const text: unknown = own[inspect](depth, {}, format);
    if (typeof text === 'string') return text;
  }
  return undefined;
}

function arrayItems(array: ArrayLike<unknown>, inside: (part: unknown) => string): string[] {
  const indexes = Array.from({ length: array.length }, (_, i) => i);
  return cut(indexes, (i) => (i in array ? inside(array[i]) : '<empty>'));
}

function cut<T>(items: readonly T[], one: (item: T) => string): string[] {
  const shown = items.slice(0, maxItems).map(one);
  return items.length > maxItems ? [...shown, `… ${items.length - maxItems} more`] : shown;
}

/** A getter is named, not called: to show a value must not change it. */
function property(value: object, key: string, inside: (part: unknown) => string): string {
  const { get, value: part } = Object.getOwnPropertyDescriptor(value, key)!; // keys are own ones
  return get ? '[Getter]' : inside(part);
}

/** Lines of an array stand below its first; lines of a wrapped list are indented already. */
function hang(before: string, text: string): string {
  const wrapped = /[[{]$/.test(text.split('\n', 1)[0]!);
  return before + (wrapped ? text : text.replaceAll('\n', `\n${' '.repeat(before.length)}`));
}

/** On one line where it fits, short items in lines that are filled, long ones on a line each. */
function list(items: readonly string[], open: string, close: string): string {
  if (items.length === 0) return open + close;
  const oneLine = `${open} ${items.join(', ')} ${close}`;
  if (oneLine.length <= width && !oneLine.includes('\n')) return oneLine;
  const lines: string[] = [];
  const fill = items.every((item) => item.length <= 16 && !item.includes('\n'));
  for (const [i, item] of items.entries()) {
    const text = item.replace(/\n/g, '\n  ') + (i < items.length - 1 ? ',' : '');
    const before = lines.at(-1);
    if (fill && before !== undefined && before.length + text.length + 3 <= width)
      lines[lines.length - 1] = `${before} ${text}`;
    else lines.push(text);
  }
  return `${open}\n${lines.map((line) => `  ${line}\n`).join('')}${close}`;
}

function quoted(text: string): string {
  const quote = !text.includes("'") ? "'" : !text.includes('"') ? '"' : '`';
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
  return quote + (quote === '`' ? escaped.replaceAll('`', '\\`') : escaped) + quote;
}

function named(value: object): string {
  const { name } = value as { name: string }; // of a function
  const kind = /^class\b/.test(Function.prototype.toString.call(value)) ? 'class' : 'Function';
  return kind === 'class' ? `[class ${name || '(anonymous)'}]` : `[Function: ${name || '(anonymous)'}]`;
}

/** '' where an object has no prototype. */
function className(value: object): string {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return '';
  const name = (prototype as { constructor?: { name?: unknown } }).constructor?.name;
  return typeof name === 'string' && name !== '' ? name : 'Object';
}
