import { figure } from '../kit/figures.ts';
import type { Vector2 } from '../kit/vector.ts';
import { copies, cosine, dot } from './model.ts';

/** What the two arrows have to do with each other, in a sentence. */
export function sentence(u: Vector2, v: Vector2): string {
  const [times, cos] = [copies(u, v), cosine(u, v)];
  if (times === null) return 'v has no length and so no direction: there is no line for a shadow.';
  if (cos === null) return 'u has no length: its dot product with every arrow is 0.';
  if (Math.abs(cos) < 1e-9) return 'A right angle: the dot product is 0, and u throws no shadow on the line of v.';
  if (Math.abs(cos) > 1 - 1e-9)
    return `u lies on the line of v${cos < 0 ? ', and points the other way' : ''}: it is its own shadow, ${figure(times)} copies of v, and nothing remains.`;
  const agree =
    dot(u, v) > 0
      ? 'They agree: the dot product is positive'
      : 'They disagree: the dot product is negative, and the shadow falls behind the origin';
  return `${agree}. The shadow is ${figure(times)} ${times === 1 ? 'copy' : 'copies'} of v; what remains of u stands at a right angle to v.`;
}

/** The dot product, as the sum it comes from. */
export function dotText(u: Vector2, v: Vector2): string {
  const [a, b, c, d] = [u.x, v.x, u.y, v.y].map((value) => (value < 0 ? `(${figure(value)})` : figure(value)));
  return `${a} · ${b} + ${c} · ${d} = ${figure(dot(u, v))}`;
}
