import { arange, type PadOptions, type PadWidth, pad as padArray } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { addAt } from './indexing.ts';
import { onArrays } from './on-arrays.ts';

/** A larger array with `x` inside: elements that were repeated outside collect the gradients of their copies. */
export function pad<A extends Vocabulary<A>>(x: A, width: PadWidth, options: PadOptions = {}): Traced<A> {
  const { shape, device } = x;
  const { mode = 'constant' } = options;
  const padded = onArrays(
    x,
    (a) => padArray(a, width, options),
    (a) => pad(a, width, options),
  );
  return {
    name: 'pad',
    values: [padded],
    backward(dys) {
      const dy = only(dys);
      const pairs = pairsOf(width, shape.length);
      if (mode === 'constant')
        return [dy.slice(...shape.map((length, i) => ({ start: pairs[i]![0], stop: pairs[i]![0] + length })))];
      let dx = dy;
      for (const [axis, pair] of pairs.entries()) {
        if (pair[0] + pair[1] === 0) continue;
        const from = padArray(arange(shape[axis]!, { dtype: 'int32', device }), pair, { mode });
        const inside = dx.shape.with(axis, shape[axis]!);
        dx = run((d) => addAt(d, from, inside, axis), dx);
      }
      return [dx];
    },
  };
}

/** The elements added before and behind each axis; the array has been padded, so the widths fit. */
function pairsOf(width: PadWidth, axes: number): (readonly [number, number])[] {
  return Array.from({ length: axes }, (_, axis) => {
    if (typeof width === 'number') return [width, width];
    const [first, second] = width;
    return typeof first === 'number' ? [first, second as number] : (width[axis] as readonly [number, number]);
  });
}
