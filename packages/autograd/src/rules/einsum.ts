import { einsum as einsumArrays, NDArray, type Shape } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { onDiagonal } from './diagonal.ts';

/**
 * Einstein's summation. The gradient of one array is a summation again: of dy with all other arrays, giving its axes.
 * @throws RangeError for subscripts that do not fit the arrays
 */
export function einsum<A extends Vocabulary<A>>(subscripts: string, inputs: readonly A[]): Traced<A> {
  const first = inputs[0];
  const y =
    first === undefined || first instanceof NDArray
      ? (einsumArrays(subscripts, ...(inputs as readonly unknown[] as NDArray[])) as unknown as A) // Casts: A is NDArray here
      : run((...xs) => einsum(subscripts, xs), ...inputs);
  return {
    name: 'einsum',
    values: [y],
    saved: inputs.length > 1 ? inputs : [],
    backward(dys, needs) {
      const { terms, output } = named(subscripts, inputs);
      return inputs.map((x, i) => {
        if (!needs[i]) return null;
        const others = terms.flatMap((axes, j) => (j === i ? [] : [{ axes, x: inputs[j]! }]));
        return backTo(terms[i]!, x.shape, [{ axes: output, x: only(dys) }, ...others]);
      });
    },
  };
}

interface Term<A> {
  /** A letter for each axis. */
  readonly axes: string;
  readonly x: A;
}

/** The product of `factors`, summed to an input's axes; the tape sums where an axis of 1 was stretched. */
function backTo<A extends Vocabulary<A>>(axes: string, shape: Shape, factors: readonly Term<A>[]): A {
  const once = [...new Set(axes)];
  const found = once.filter((a) => factors.some((factor) => factor.axes.includes(a)));
  const subscripts = `${factors.map((factor) => factor.axes).join(',')}->${found.join('')}`;
  const sum = run((...xs) => einsum(subscripts, xs), ...factors.map(({ x }) => x));
  // where only this array has an axis, or all others have 1, its elements were summed alone: they get the same
  const widths = once.map((a) => (found.includes(a) ? sum.shape[found.indexOf(a)]! : 1));
  const wide = sum.reshape(...widths).expand(...once.map((a, i) => Math.max(widths[i]!, shape[axes.indexOf(a)]!)));
  return repeated(wide, once, axes);
}

/** An axis that was named twice walked a diagonal: the gradient lies on it. */
function repeated<A extends Vocabulary<A>>(x: A, once: readonly string[], axes: string): A {
  let [dx, have] = [x, [...once]];
  for (const a of once)
    for (let more = axes.split(a).length - 2; more > 0; more--) {
      const at = have.indexOf(a);
      const rest = [...have.keys()].filter((i) => i !== at);
      const line = dx.permute(...rest, at);
      const square = [...line.shape, line.shape.at(-1)!];
      dx = run((d) => onDiagonal(d, square), line);
      have = [...rest.map((i) => have[i]!), a, a];
    }
  const order: number[] = [];
  for (const a of axes) order.push(have.findIndex((b, i) => b === a && !order.includes(i)));
  return dx.permute(...order);
}

/** A letter for each axis of each array and of the result; those of an ellipsis get letters that are free. */
function named<A extends Vocabulary<A>>(subscripts: string, inputs: readonly A[]): { terms: string[]; output: string } {
  const [left, right] = subscripts.replaceAll(' ', '').split('->') as [string, string?];
  const texts = left.split(',');
  const free = [...LETTERS].filter((a) => !subscripts.includes(a));
  const hidden = texts.map((text, i) => (text.includes('...') ? inputs[i]!.ndim - (text.length - 3) : 0));
  const rest = Math.max(0, ...hidden);
  const full = (text: string, count: number) => text.replace('...', free.slice(rest - count, rest).join(''));
  const terms = texts.map((text, i) => full(text, hidden[i]!));
  if (right !== undefined) return { terms, output: full(right, rest) };
  const all = left.replaceAll(/[^a-z]/gi, '');
  const once = [...all].filter((a) => all.indexOf(a) === all.lastIndexOf(a)).sort();
  return { terms, output: free.slice(0, rest).join('') + once.join('') };
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
