import type { Shape } from '@zero-to-gpt/linalg';
import type { Vocabulary } from './vocabulary.ts';

/**
 * Sums a gradient over the axes that broadcasting stretched, down to `shape`: an element used many times collects the
 * gradient of every use. Gives `dx` itself where nothing was stretched.
 * @throws RangeError where `shape` does not broadcast to the gradient's
 */
export function unbroadcast<A extends Vocabulary<A>>(dx: A, shape: Shape): A {
  const extra = dx.ndim - shape.length;
  const axis: number[] = [];
  for (const [i, d] of dx.shape.entries()) {
    const wanted = i < extra ? 1 : shape[i - extra]!;
    if (wanted === d && i >= extra) continue;
    if (wanted !== 1) throw mismatch(dx.shape, shape);
    axis.push(i);
  }
  if (extra < 0) throw mismatch(dx.shape, shape);
  return axis.length === 0 ? dx : dx.sum({ axis, keepdims: true }).reshape(...shape);
}

function mismatch(found: Shape, wanted: Shape): RangeError {
  return new RangeError(
    `Cannot take a gradient of shape [${found}] for a value of shape [${wanted}]: they do not broadcast`,
  );
}
