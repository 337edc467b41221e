import { type Grid, sizeOf } from './numbers.ts';
import { digitsFor, formatNumber } from './words.ts';

const maxRows = 6;
const maxColumns = 8;

/** The part of a grid that is printed: the matrix around one cell. */
interface Window {
  /** First cell of the matrix in the data. */
  readonly base: number;
  readonly columns: number;
  readonly rowRange: readonly [from: number, to: number];
  readonly columnRange: readonly [from: number, to: number];
  /** Which part it is, such as `[1, :, :], rows 10 to 15 of 40`; empty where it is the whole. */
  readonly part: string;
}

/**
 * Two grids of one shape below each other, cut around the first marked cell where they are large:
 * `before` plain, then `after` with its marked cells in ‹brackets›.
 */
export function printGrids(
  before: { readonly title: string; readonly grid: Grid },
  after: { readonly title: string; readonly grid: Grid },
  marked: readonly boolean[],
): string[] {
  const { shape } = before.grid;
  if (sizeOf(shape) === 0) return [];
  const window = windowAround(shape, Math.max(0, marked.indexOf(true)));
  const digits = marked.reduce(
    (most, mark, i) => (mark ? Math.max(most, digitsFor(before.grid.data[i]!, after.grid.data[i]!)) : most),
    5,
  );
  const [plain, other] = [cells(before.grid, window, digits), cells(after.grid, window, digits, marked)];
  const widths = plain[0]!.map((_, k) => Math.max(...[...plain, ...other].map((row) => row[k]!.length)));
  const lines = (rows: readonly (readonly string[])[]): string[] => rows.map((row) => joined(row, widths, window));
  const title = window.part ? `${before.title} (${window.part})` : before.title;
  return [title, ...lines(plain), after.title, ...lines(other)];
}

function windowAround(shape: readonly number[], cell: number): Window {
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const matrix = Math.floor(cell / (rows * columns));
  const inside = cell - matrix * rows * columns;
  const rowRange = range(Math.floor(inside / columns), rows, maxRows);
  const columnRange = range(inside % columns, columns, maxColumns);
  const block = shape.length > 2 ? blockName(shape.slice(0, -2), matrix) : '';
  const parts = [
    block,
    part('rows', rowRange, rows),
    part(shape.length < 2 ? 'places' : 'columns', columnRange, columns),
  ];
  return {
    base: matrix * rows * columns,
    columns,
    rowRange,
    columnRange,
    part: parts.filter((text) => text !== '').join(', '),
  };
}

/** `size` places around `center`, inside 0 … length. */
function range(center: number, length: number, size: number): readonly [number, number] {
  const from = Math.max(0, Math.min(center - Math.floor(size / 2), length - size));
  return [from, Math.min(length, from + size)];
}

const part = (words: string, [from, to]: readonly [number, number], length: number): string =>
  to - from === length ? '' : `${words} ${from} to ${to - 1} of ${length}`;

function blockName(leading: readonly number[], matrix: number): string {
  const index: number[] = [];
  let rest = matrix;
  for (const length of leading.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return `[${[...index, ':', ':'].join(', ')}]`;
}

/** The cells of the window, rows of texts. */
function cells(grid: Grid, window: Window, digits: number, marked?: readonly boolean[]): string[][] {
  const rows: string[][] = [];
  for (let row = window.rowRange[0]; row < window.rowRange[1]; row++) {
    const texts: string[] = [];
    for (let column = window.columnRange[0]; column < window.columnRange[1]; column++) {
      const i = window.base + row * window.columns + column;
      const text = formatNumber(grid.data[i]!, digits);
      texts.push(marked?.[i] ? `‹${text}›` : ` ${text} `);
    }
    rows.push(texts);
  }
  return rows;
}

/** One line; an ellipsis says that the row goes on. */
function joined(row: readonly string[], widths: readonly number[], { columnRange, columns }: Window): string {
  const left = columnRange[0] > 0 ? '…' : '';
  const right = columnRange[1] < columns ? '…' : '';
  return ` ${left}${row.map((cell, k) => cell.padStart(widths[k]!)).join(' ')}${right}`.trimEnd();
}
