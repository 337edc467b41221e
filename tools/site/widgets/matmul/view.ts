import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { select } from '../kit/select.ts';
import type { MatmulOptions } from './about.ts';
import { inputTable, type Light, resultTable } from './cells.ts';
import { type Matrix, type Move, moves, movesFor, type Order, partial, resized, round, sizes } from './model.ts';
import { type Shapes, shapeControls } from './shape-controls.ts';
import { sentence, terms } from './words.ts';

/** Fills the frame: three tables that face each other, the sum that grows, and the buttons. */
export function build(frame: Frame, options: MatmulOptions): void {
  const kept: { a: Matrix; b: Matrix } = { a: options.a, b: options.b }; // what was typed, in its largest shape
  let { a, b, order } = options;
  let list: readonly Move[] = [];
  let count = 0;
  let tables: {
    a: ReturnType<typeof inputTable>;
    b: ReturnType<typeof inputTable>;
    c?: ReturnType<typeof resultTable>;
  };
  let until = 0; // the move at which playing stops

  const board = html('div', { class: 'zgw-board' });
  const sum = html('div', { class: 'zgw-sum' });
  const shapes = shapeControls({ a, b }, (next) => {
    reshape(next);
    lay();
  });
  const steps = player({
    label: 'Steps of the product',
    interval: 700,
    step() {
      if (count === list.length) go(0);
      go(count + 1);
      if (count !== until) return count < list.length;
      until = list.length;
      return false;
    },
    back: () => go(count - 1),
    reset: () => go(0),
  });
  const loops = select<Order>({
    label: 'Loops',
    values: { cells: 'cell by cell: i, j, k', rows: 'row by row: i, k, j', layers: 'layer by layer: k, i, j' },
    value: order,
    onChange(next) {
      order = next;
      start();
    },
  });

  const reshape = (next: Shapes): void => {
    for (const name of ['a', 'b'] as const) {
      const [rows, columns] = next[name];
      const known = kept[name];
      kept[name] = resized(known, Math.max(rows, known.length), Math.max(columns, known[0]!.length));
    }
    a = resized(kept.a, ...next.a);
    b = resized(kept.b, ...next.b);
  };
  const change = (name: 'a' | 'b') => (row: number, column: number, value: number) => {
    kept[name] = kept[name].map((line, i) => line.map((old, j) => (i === row && j === column ? value : old)));
    reshape({ a: [a.length, a[0]!.length], b: [b.length, b[0]!.length] });
    show();
  };

  /** Lays the tables out for the shapes that A and B have now. */
  const lay = (): void => {
    steps.pause();
    const size = sizes(a, b);
    tables = { a: inputTable('A', a, change('a')), b: inputTable('B', b, change('b')) };
    if ('error' in size) {
      board.replaceChildren(tables.a.element, tables.b.element, html('p', { class: 'zgw-no-product' }, 'no product'));
      list = [];
      sum.replaceChildren(html('p', { class: 'zgw-refusal' }, `RangeError: ${size.error}`));
      shapes.show(null);
      steps.reach({ atStart: true, atEnd: true });
      frame.say(
        `No product: a row of A has ${a[0]!.length} numbers and a column of B has ${b.length}. The two must be equal.`,
      );
      return;
    }
    tables.c = resultTable(size.m, size.n, choose);
    board.replaceChildren(tables.a.element, tables.b.element, tables.c.element);
    shapes.show([size.m, size.n]);
    start();
  };
  const start = (): void => {
    const size = sizes(a, b);
    if ('error' in size) return;
    steps.pause();
    list = moves(order, size);
    until = list.length;
    go(0);
  };
  const go = (to: number): void => {
    count = Math.max(0, Math.min(list.length, to));
    show();
  };
  const choose = (row: number, column: number): void => {
    steps.pause();
    if (order !== 'cells') {
      go(movesFor(list, row, column));
      return;
    }
    count = movesFor(list, row, column, { begun: true });
    until = movesFor(list, row, column);
    steps.play(); // its terms, one after the other
  };

  const show = (): void => {
    const size = sizes(a, b);
    if ('error' in size || !tables.c) return;
    const move = list[Math.max(0, count - 1)]!;
    const { sums, terms: done } = partial(a, b, list, count);
    const inRound = round(order, move);
    const light =
      (within: (row: number, column: number) => boolean, isNow: (row: number, column: number) => boolean) =>
      (row: number, column: number): Light =>
        count === 0 ? '' : isNow(row, column) ? 'now' : within(row, column) ? 'round' : '';
    tables.a.light(light(inRound.a, (row, column) => row === move.i && column === move.k));
    tables.b.light(light(inRound.b, (row, column) => row === move.k && column === move.j));
    tables.c.show(
      sums,
      done,
      size.k,
      light(inRound.c, (row, column) => row === move.i && column === move.j),
    );
    if (count) tables.c.point(move.i, move.j);
    sum.replaceChildren(...grown(a, b, move, done[move.i]![move.j]!));
    steps.reach({ atStart: count === 0, atEnd: count === list.length });
    frame.say(sentence({ a, b, order, list, count, sizes: size }, sums));
  };

  frame.stage.append(board);
  frame.panel.append(shapes.element, sum, steps.element, loops.element);
  frame.onLeave(steps.pause);
  lay();
}

/** The sum of a cell: the terms that are in it, and those to come in grey. */
function grown(a: Matrix, b: Matrix, cell: Move, done: number): HTMLElement[] {
  const all = terms(a, b, cell);
  const written = all.flatMap(({ text }, k) => [
    ...(k ? [html('span', { class: k < done ? null : 'zgw-later' }, ' + ')] : []),
    html('span', { class: k < done ? (k === done - 1 ? 'zgw-now' : null) : 'zgw-later' }, text),
  ]);
  const total = all.slice(0, done).reduce((sum, { value }) => sum + value, 0);
  const result = done === 0 ? '' : done < all.length ? `= ${figure(total, 3)} so far` : `= ${figure(total, 3)}`;
  return [
    html(
      'p',
      { class: 'zgw-sum-name' },
      html('var', {}, 'c'),
      html('sub', {}, `${cell.i}${cell.j}`),
      ` is row ${cell.i} of A · column ${cell.j} of B`,
    ),
    html('p', { class: 'zgw-sum-terms' }, ...written),
    html('p', { class: 'zgw-sum-total' }, result),
  ];
}
