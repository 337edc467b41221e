import { type Grid, sizeOf } from './numbers.ts';
import { count, formatNumber } from './words.ts';

const maxRows = 6;
const maxColumns = 8;

/** The part of a grid that is printed: the matrix around one cell. */
interface Window {
  /** First cell of the matrix in the data. */
  readonly base: number;
  /** How the matrix is named, such as `[1, :, :]`; empty where it is the whole. */
  readonly block: string;
  readonly columns: number;
  readonly rowRange: readonly [from: number, to: number];
  readonly columnRange: readonly [from: number, to: number];
  /** Which part it is, such as `rows 10 to 15 of 40`; empty where it is the whole. */
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
  const digits = [5, 8, 12].find((d) => differ(before.grid, after.grid, marked, d)) ?? 17;
  const print = (grid: Grid, marks: readonly boolean[] | undefined): string[] =>
    printWindow(grid, window, digits, marks);
  const part = [window.block, window.part].filter(Boolean).join(', ');
  const title = (text: string): string => (part ? `${text} (${part})` : text);
  return [title(before.title), ...print(before.grid, undefined), title(after.title), ...print(after.grid, marked)];
}

/** Whether every marked cell reads otherwise in both grids. */
function differ(a: Grid, b: Grid, marked: readonly boolean[], digits: number): boolean {
  return marked.every((mark, i) => !mark || formatNumber(a.data[i]!, digits) !== formatNumber(b.data[i]!, digits));
}

function windowAround(shape: readonly number[], cell: number): Window {
  const [rows, columns] = [shape.at(-2) ?? 1, shape.at(-1) ?? 1];
  const matrix = Math.floor(cell / (rows * columns));
  const inside = cell - matrix * rows * columns;
  const rowRange = range(Math.floor(inside / columns), rows, maxRows);
  const columnRange = range(inside % columns, columns, maxColumns);
  const parts = [part('row', rowRange, rows), part('column', columnRange, columns)].filter(Boolean);
  return {
    base: matrix * rows * columns,
    block: shape.length > 2 ? blockName(shape.slice(0, -2), matrix) : '',
    columns,
    rowRange,
    columnRange,
    part: (shape.length < 2 ? parts.map((text) => text.replaceAll('column', 'place')) : parts).join(', '),
  };
}

/** `size` places around `center`, inside 0 … length. */
function range(center: number, length: number, size: number): readonly [number, number] {
  const from = Math.max(0, Math.min(center - Math.floor(size / 2), length - size));
  return [from, Math.min(length, from + size)];
}

const part = (word: string, [from, to]: readonly [number, number], length: number): string =>
  to - from === length ? '' : `${word}s ${from} to ${to - 1} of ${count(length, word)}`;

function blockName(leading: readonly number[], matrix: number): string {
  const index: number[] = [];
  let rest = matrix;
  for (const length of leading.toReversed()) {
    index.unshift(rest % length);
    rest = Math.floor(rest / length);
  }
  return `[${[...index, ':', ':'].join(', ')}]`;
}

function printWindow(grid: Grid, window: Window, digits: number, marks: readonly boolean[] | undefined): string[] {
  const { base, columns, rowRange, columnRange } = window;
  const rows: string[][] = [];
  for (let row = rowRange[0]; row < rowRange[1]; row++) {
    const cells: string[] = [];
    for (let column = columnRange[0]; column < columnRange[1]; column++) {
      const i = base + row * columns + column;
      const text = formatNumber(grid.data[i]!, digits);
      cells.push(marks?.[i] ? `‹${text}›` : ` ${text} `);
    }
    rows.push(cells);
  }
  const width = Math.max(...rows.flat().map((cell) => cell.length));
  const [cutLeft, cutRight] = [columnRange[0] > 0 ? '…' : '', columnRange[1] < columns ? ' …' : ''];
  return rows.map((cells) => ` ${cutLeft}${cells.map((cell) => cell.padStart(width)).join(' ')}${cutRight}`.trimEnd());
}
