import type { MimeBundle } from '@zero-to-gpt/lesson-kit/run';

/** Most columns, rows and slices that are a table: what has more is easier to read as text. */
const most = { columns: 30, rows: 100, slices: 8 } as const;
/** A single row longer than this is text, which wraps. */
const mostInRow = 20;

/** Numbers as an array prints them, `…` where it leaves some out. */
type Words = string | readonly Words[];

/**
 * An array as an HTML table that says its shape and type and names rows and columns, higher ones slice by slice. It is
 * made of the text that the array prints, so both leave out the same and round alike. Undefined for what is no array.
 */
export function arrayTable(value: unknown, { 'text/plain': text = '' }: MimeBundle): string | undefined {
  if (!isArray(value) || value.shape.length === 0 || !text.startsWith('[')) return undefined;
  const words = read(text);
  if (!words || !fits(words, value.shape)) return undefined;
  const caption = `${value.dtype} [${value.shape.join(', ')}]`;
  if (value.shape.length === 1) return words.length > mostInRow ? undefined : row(words, value.shape[0]!, caption);
  const tables = [...slices(words, value.shape, [])].map(({ at, rows }) => {
    const slice = at.length === 0 ? '' : ` · slice [${[...at, ':', ':'].join(', ')}]`;
    return rows === undefined ? '' : table(rows, value.shape.slice(-2), `${caption}${slice}`);
  });
  if (tables.length > most.slices || tables.some((html) => html === undefined)) return undefined;
  return tables.join('');
}

function isArray(value: unknown): value is { readonly shape: readonly number[]; readonly dtype: string } {
  if (typeof value !== 'object' || value === null) return false;
  const { shape, dtype } = value as { shape?: unknown; dtype?: unknown };
  return Array.isArray(shape) && shape.every((n) => Number.isInteger(n)) && /^[a-z]+\d+$/.test(String(dtype));
}

/** The nested brackets of a text. */
function read(text: string): readonly Words[] | undefined {
  const open: Words[][] = [[]];
  for (const [token] of text.matchAll(/[[\]]|[^\s[\],]+/g)) {
    if (token === '[') open.push([]);
    else if (token === '...') open.at(-1)!.push('…');
    else if (token !== ']') {
      if (!/^[-+\w.]+$/.test(token)) return undefined; // no number, and perhaps HTML
      open.at(-1)!.push(token);
    } else {
      const done = open.pop()!;
      if (open.length === 0) return undefined;
      open.at(-1)!.push(done);
    }
  }
  const [whole] = open[0]!;
  return open.length === 1 && typeof whole === 'object' ? whole : undefined;
}

/** Whether the brackets are as many as the shape says, where nothing is left out. */
function fits(words: Words, [length, ...rest]: readonly number[]): boolean {
  if (length === undefined) return typeof words === 'string';
  if (typeof words === 'string' || words.length === 0) return words === '…';
  const gaps = words.filter((part) => part === '…').length;
  return (gaps === 1 || words.length === length) && words.every((part) => part === '…' || fits(part, rest));
}

function* slices(
  words: readonly Words[],
  shape: readonly number[],
  at: readonly number[],
): Generator<{ at: readonly number[]; rows: readonly Words[] | undefined }> {
  if (shape.length === 2) return yield { at, rows: words };
  for (const [i, part] of words.entries())
    if (typeof part === 'string') yield { at, rows: undefined };
    else yield* slices(part, shape.slice(1), [...at, Number(index(words, i, shape[0]!))]);
}

function row(words: readonly Words[], length: number, caption: string): string {
  const head = words.map((_, i) => `<th scope="col">${index(words, i, length)}</th>`).join('');
  const cells = words.map((word) => `<td>${String(word)}</td>`).join('');
  return html(caption, head, `<tr>${cells}</tr>`);
}

function table(rows: readonly Words[], [height, width]: readonly number[], caption: string): string | undefined {
  const full = rows.find((cells) => typeof cells === 'object');
  if (!full || rows.length > most.rows || full.length > most.columns) return undefined;
  const head = full.map((_, j) => `<th scope="col">${index(full, j, width!)}</th>`).join('');
  const body = rows.map((cells, i) => {
    const words = typeof cells === 'object' ? cells : full.map(() => '…');
    return `<tr><th scope="row">${index(rows, i, height!)}</th>${words.map((word) => `<td>${String(word)}</td>`).join('')}</tr>`;
  });
  return html(caption, `<td></td>${head}`, body.join(''));
}

function html(caption: string, head: string, body: string): string {
  return `<table class="zg-array"><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The place of a part along an axis, counted from the end behind what is left out. */
function index(parts: readonly Words[], i: number, length: number): string {
  const gap = parts.indexOf('…');
  if (i === gap) return '…';
  return String(gap >= 0 && i > gap ? length - parts.length + i : i);
}
