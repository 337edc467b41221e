import { type Formula, inputsOf, rowsOf } from './formula.ts';

/** A place in the picture, in pixels. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** An arrow: from what is used, `to` what is made of it, as its `input`; around the boxes of the rows between. */
export interface Arrow {
  readonly from: number;
  readonly to: number;
  readonly input: number;
  /** Whether it arrives left (−1) or right (1) of another. */
  readonly side: number;
  readonly points: readonly Spot[];
}

/** Where boxes and arrows lie. */
export interface Layout {
  readonly box: { readonly width: number; readonly height: number };
  /** Middles, one for each number of the formula. */
  readonly boxes: readonly Spot[];
  readonly arrows: readonly Arrow[];
}

/** What stands in a row: a number's box, or an arrow that passes. */
interface Item {
  readonly row: number;
  readonly place: number | null;
  readonly above: Item[];
  readonly below: Item[];
  x: number;
}

/** An arrow before it is drawn: what it passes, from its first box to its last. */
interface Way {
  readonly from: number;
  readonly to: number;
  readonly input: number;
  readonly way: readonly Item[];
}

const boxHeight = 56;
const laneWidth = 18;
const widest = 118;
const farthest = 60; // between two rows

/** Rows from above to below, what is made under what it is made of. */
export function layout(formula: Formula, size: { width: number; height: number }): Layout {
  const rows = rowsOf(formula);
  const count = Math.max(...rows) + 1;
  const table: Item[][] = Array.from({ length: count }, () => []);
  const put = (row: number, place: number | null): Item => {
    const item: Item = { row, place, above: [], below: [], x: 0 };
    table[row]!.push(item);
    return item;
  };
  const items = formula.map((_, place) => put(rows[place]!, place));
  const ways: Way[] = formula.flatMap((part, to) =>
    inputsOf(part).map((from, input) => {
      const way = [items[from]!];
      for (let row = rows[from]! + 1; row < rows[to]!; row++) way.push(put(row, null));
      way.push(items[to]!);
      for (const [i, item] of way.slice(1).entries()) {
        way[i]!.below.push(item);
        item.above.push(way[i]!);
      }
      return { from, to, input, way };
    }),
  );
  order(table);
  const box = { width: Math.min(widest, (size.width - 2 * 8) / 3), height: boxHeight };
  for (const row of table) spread(row, box.width, size.width);
  const gap = count > 1 ? Math.min(farthest, (size.height - 4 - count * boxHeight) / (count - 1)) : 0;
  const top = (size.height - count * boxHeight - (count - 1) * gap) / 2;
  const middle = (row: number): number => top + row * (boxHeight + gap) + boxHeight / 2;
  /** Where in its row of ways one stands, from −½ (left) to ½: ways that begin or end together must not cross there. */
  const side = (own: Way, all: readonly Way[], neighbour: (way: Way) => Item): number => {
    const sorted = all.toSorted((a, b) => neighbour(a).x - neighbour(b).x || a.input - b.input);
    return all.length === 1 ? 0 : sorted.indexOf(own) / (all.length - 1) - 0.5;
  };
  const arrowOf = (own: Way): Arrow => {
    const { from, to, input, way } = own;
    const together = (end: 'from' | 'to'): Way[] => ways.filter((one) => one[end] === own[end]);
    const leaves = side(own, together('from'), (one) => one.way[1]!);
    const arrives = side(own, together('to'), (one) => one.way.at(-2)!);
    const points = way.map(({ x, row }, i) => {
      if (i === 0) return { x: x + leaves * box.width * 0.5, y: middle(row) + boxHeight / 2 };
      if (i === way.length - 1) return { x: x + arrives * box.width * 0.5, y: middle(row) - boxHeight / 2 };
      return { x, y: middle(row) };
    });
    return { from, to, input, side: Math.sign(arrives), points };
  };
  return {
    box,
    boxes: items.map(({ x, row }) => ({ x, y: middle(row) })),
    arrows: ways.map(arrowOf),
  };
}

/** Sorts each row by the mean place of the neighbours, from above and from below in turn, so that few arrows cross. */
function order(table: readonly Item[][]): void {
  const number = (row: readonly Item[]): void => {
    for (const [i, item] of row.entries()) item.x = (i + 0.5) / row.length;
  };
  const mean = (near: readonly Item[], otherwise: number): number =>
    near.length === 0 ? otherwise : near.reduce((sum, { x }) => sum + x, 0) / near.length;
  for (const row of table) number(row);
  for (let sweep = 0; sweep < 6; sweep++) {
    const down = sweep % 2 === 0;
    for (const row of down ? table : table.toReversed()) {
      const wish = new Map(row.map((item) => [item, mean(down ? item.above : item.below, item.x)]));
      row.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(row);
    }
  }
}

/** Spreads a row over the width, with the same space between its items and at both ends. */
function spread(row: readonly Item[], box: number, width: number): void {
  const widths = row.map(({ place }) => (place === null ? laneWidth : box));
  const space = Math.max(0, (width - widths.reduce((sum, one) => sum + one, 0)) / row.length);
  let edge = space / 2;
  for (const [i, item] of row.entries()) {
    item.x = edge + widths[i]! / 2;
    edge += widths[i]! + space;
  }
}
