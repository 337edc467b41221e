import { broadcast, count, places, type Shape } from './model.ts';

/** What happens when two shapes meet, in a sentence. */
export function sentence(a: Shape, b: Shape): string {
  const met = broadcast(a, b);
  if ('error' in met) {
    const { a: m, b: n } = places(a, b).find(({ result }) => result === null)!;
    return `Refused: aligned at the right, ${m} and ${n} face each other, and neither is 1.`;
  }
  const [byA, byB] = [repeats(a, met.shape), repeats(b, met.shape)];
  const result = `The result is ${name(met.shape)}`;
  if (byA && byB)
    return `Both stretch: a is used ${byA}, b is used ${byB}. Every number of the column meets every number of the row, ${count(met.shape)} results.`;
  if (byA) return `${result}: a is used ${byA}.`;
  if (byB) return `${result}: b is used ${byB}.`;
  return `${result}: each number meets the one at its own place, and nothing is stretched.`;
}

/** A shape as lessons write it. */
export function name(shape: Shape): string {
  return `(${shape.join(', ')})`;
}

/** How a shape is stretched; empty where it is not. */
function repeats(shape: Shape, to: Shape): string {
  const lacking = to.length - shape.length;
  const kinds = to.flatMap((size, axis) => {
    const own = shape[axis - lacking] ?? 1;
    if (own === size) return [];
    return `for each of ${size} ${axis === to.length - 1 ? 'columns' : 'rows'}`;
  });
  return kinds.join(' and ');
}
