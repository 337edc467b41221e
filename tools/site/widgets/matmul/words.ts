import { figure } from '../kit/figures.ts';
import type { Matrix, Move, Order, Sizes } from './model.ts';

/** What has been multiplied so far, in a sentence. */
export function sentence(
  {
    a,
    b,
    order,
    list,
    count,
    sizes,
  }: {
    a: Matrix;
    b: Matrix;
    order: Order;
    list: readonly Move[];
    count: number;
    sizes: Sizes;
  },
  sums: Matrix,
): string {
  if (count === 0)
    return `C will have ${sizes.m} · ${sizes.n} cells, each a sum of ${plural(sizes.k, 'product')}: ${list.length} multiplications.`;
  if (count === list.length && order !== 'cells') return `C is complete after ${list.length} multiplications.`;
  const { i, j, k } = list[count - 1]!;
  const [left, right, sum] = [a[i]![k]!, b[k]![j]!, sums[i]![j]!].map((value) => figure(value, 3)) as [
    string,
    string,
    string,
  ];
  switch (order) {
    case 'cells': {
      const rest = sizes.k - 1 - k;
      const where = `Row ${i} of A times column ${j} of B`;
      const all = count === list.length ? ' C is complete.' : '';
      return rest
        ? `${where}: ${left} · ${right} brings the sum to ${sum}; ${plural(rest, 'term')} to come.`
        : `${where} is ${sum}.${all}`;
    }
    case 'rows':
      return `Row ${i} of C gains ${left} times row ${k} of B. Cell (${i}, ${j}) stands at ${sum}.`;
    case 'layers':
      return `All of C gains column ${k} of A times row ${k} of B. Cell (${i}, ${j}) stands at ${sum}.`;
  }
}

/** The sum behind one cell: its terms, of which the first are there already. */
export function terms(a: Matrix, b: Matrix, { i, j }: Pick<Move, 'i' | 'j'>): { text: string; value: number }[] {
  return b.map((row, k) => ({ text: `${factor(a[i]![k]!)} · ${factor(row[j]!)}`, value: a[i]![k]! * row[j]! }));
}

function factor(value: number): string {
  return value < 0 ? `(${figure(value, 3)})` : figure(value, 3);
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
