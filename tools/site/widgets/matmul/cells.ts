import { html, set } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { numberField } from '../kit/number-field.ts';
import type { Matrix } from './model.ts';

/** How a cell looks: part of the round that runs, or of this very multiplication. */
export type Light = 'now' | 'round' | '';

/** A table whose numbers can be changed. */
export function inputTable(
  name: 'A' | 'B',
  matrix: Matrix,
  onChange: (row: number, column: number, value: number) => void,
): { readonly element: HTMLElement; light(of: (row: number, column: number) => Light): void } {
  const fields = matrix.map((row, i) =>
    row.map((value, j) => {
      const field = numberField({
        label: `${name}, row ${i}, column ${j}`,
        value,
        onChange: (next) => onChange(i, j, next),
      });
      return html('span', { class: 'zgw-cell-of-table' }, field.element);
    }),
  );
  return {
    element: table(name, matrix, fields.flat(), 'group'),
    light(of) {
      for (const [i, row] of fields.entries())
        for (const [j, cell] of row.entries()) set(cell, { 'data-light': of(i, j) || null });
    },
  };
}

/** The table of the result: a grid in which the arrow keys choose a cell. */
export function resultTable(
  rows: number,
  columns: number,
  onChoose: (row: number, column: number) => void,
): {
  readonly element: HTMLElement;
  show(sums: Matrix, terms: Matrix, total: number, light: (row: number, column: number) => Light): void;
  /** The cell that Tab reaches. */
  point(row: number, column: number): void;
} {
  const cells = Array.from({ length: rows }, (_, i) =>
    Array.from({ length: columns }, (_, j) => {
      const cell = html('span', { class: 'zgw-cell-of-table zgw-result', role: 'gridcell', tabindex: -1 });
      cell.addEventListener('click', () => choose(i, j));
      cell.addEventListener('keydown', (event) => move(event, i, j));
      return cell;
    }),
  );
  const point = (row: number, column: number): void => {
    for (const cell of cells.flat()) cell.tabIndex = cell === cells[row]![column]! ? 0 : -1;
  };
  const choose = (row: number, column: number): void => {
    point(row, column);
    cells[row]![column]!.focus({ preventScroll: true });
    onChoose(row, column);
  };
  const move = (event: KeyboardEvent, i: number, j: number): void => {
    const to = target(event.key, i, j);
    if (!to || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (cells[to[0]]?.[to[1]]) choose(...to);
  };
  const target = (key: string, i: number, j: number): [number, number] | undefined =>
    ({
      ArrowLeft: [i, j - 1],
      ArrowRight: [i, j + 1],
      ArrowUp: [i - 1, j],
      ArrowDown: [i + 1, j],
      Home: [i, 0],
      End: [i, columns - 1],
      Enter: [i, j],
      ' ': [i, j],
    })[key] as [number, number] | undefined; // pairs, all of them
  point(0, 0);
  const lines = cells.map((line) => html('div', { role: 'row', class: 'zgw-row' }, ...line));
  const element = html(
    'div',
    { class: 'zgw-table zgw-table-c', role: 'grid', 'data-name': 'C', 'aria-label': `C, ${rows} by ${columns}` },
    ...lines,
  );
  element.style.setProperty('--columns', String(columns));
  return {
    element,
    point,
    show(sums, terms, total, light) {
      for (const [i, line] of cells.entries())
        for (const [j, cell] of line.entries()) {
          const [sum, count] = [sums[i]![j]!, terms[i]![j]!];
          cell.textContent = count ? figure(sum, 3) : '';
          const state = count === total ? figure(sum, 3) : count ? `${figure(sum, 3)} so far` : 'empty';
          set(cell, {
            'data-light': light(i, j) || null,
            'data-done': String(count === total),
            'aria-label': `C, row ${i}, column ${j}: ${state}`,
          });
        }
    },
  };
}

function table(name: string, matrix: Matrix, cells: readonly Node[], role: string): HTMLElement {
  const label = `${name}, ${matrix.length} by ${matrix[0]!.length}`;
  const element = html(
    'div',
    { class: `zgw-table zgw-table-${name.toLowerCase()}`, role, 'aria-label': label, 'data-name': name },
    ...cells,
  );
  element.style.setProperty('--columns', String(matrix[0]!.length));
  return element;
}
