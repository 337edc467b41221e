import type { Dataset } from '../../src/data/dataset.ts';

/** Pairs of a number and a draw that belongs to it; item `broken` fails. */
export function pairs(broken = -1): Dataset<{ readonly x: Float32Array; readonly name: string }> {
  return {
    length: 23,
    get(index, options) {
      if (index === broken) throw new RangeError(`pair ${index} is broken`);
      return { x: Float32Array.of(index, options!.random.next()), name: `pair ${index}` };
    },
  };
}
