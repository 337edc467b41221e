import { fromData, normalizeAxis } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { addAt } from './indexing.ts';

/** Each position of an axis several times in a row, as often for all or one count a position: the copies' gradients are summed. */
export function repeat<A extends Vocabulary<A>>(x: A, counts: number | readonly number[], axis: number): Traced<A> {
  const { shape, device } = x;
  const at = normalizeAxis(axis, shape.length);
  return {
    name: 'repeat',
    values: [x.repeat(counts, { axis: at })],
    backward(dys) {
      const dy = only(dys);
      if (typeof counts === 'number') return [dy.reshape(...shape.toSpliced(at + 1, 0, counts)).sum({ axis: at + 1 })];
      const from = counts.flatMap((n, i) => new Array<number>(n).fill(i));
      const rows = fromData(Int32Array.from(from), [from.length], { device });
      return [run((d) => addAt(d, rows, shape, at), dy)];
    },
  };
}

/** Copies of the whole side by side, so many along each of the last axes: their gradients are summed. */
export function tile<A extends Vocabulary<A>>(x: A, counts: readonly number[]): Traced<A> {
  const { shape } = x;
  return {
    name: 'tile',
    values: [x.tile(...counts)],
    backward(dys) {
      const rank = Math.max(counts.length, shape.length);
      const each = (list: readonly number[], i: number) => list[i - rank + list.length] ?? 1;
      const pairs = Array.from({ length: rank }, (_, i) => [each(counts, i), each(shape, i)]);
      return [
        only(dys)
          .reshape(...pairs.flat())
          .sum({ axis: pairs.map((_, i) => 2 * i) })
          .reshape(...shape),
      ];
    },
  };
}
