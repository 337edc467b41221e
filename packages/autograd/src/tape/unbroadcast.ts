import type { Shape } from '@zero-to-gpt/linalg';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Sums a gradient over the axes that broadcasting stretched, down to `shape`: an element used many times collects the
 * gradient of every use. Gives `dx` itself where nothing was stretched.
 * @throws RangeError where `shape` does not broadcast to the gradient's
 */
export function unbroadcast<A extends Vocabulary<A>>(dx: A, shape: Shape): A {
  const { shape: from } = dx;
  const extra = from.length - shape.length;
  let axis: number[] | null = null;
  for (let i = 0; i < from.length; i++) {
    const wanted = i < extra ? 1 : shape[i - extra]!;
    if (wanted === from[i] && i >= extra) continue;
    if (wanted !== 1) throw mismatch(from, shape);
    axis ??= [];
    axis.push(i);
  }
  if (extra < 0) throw mismatch(from, shape);
  return axis === null ? dx : dx.sum({ axis, keepdims: true }).reshape(...shape);
}

function mismatch(found: Shape, wanted: Shape): RangeError {
  return new RangeError(
    `Cannot take a gradient of shape [${found}] for a value of shape [${wanted}]: they do not broadcast`,
  );
}
