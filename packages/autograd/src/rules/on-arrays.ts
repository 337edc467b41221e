import { NDArray } from '@zero-to-gpt/linalg';
import { type Rule, run, type Vocabulary } from '../tape/vocabulary.ts';

/**
 * For rules whose value no shared method computes: what `compute` makes of an array. A tensor takes the rule itself,
 * remembered, so that rules which use this one can be traced.
 */
export function onArrays<A extends Vocabulary<A>>(x: A, compute: (x: NDArray) => NDArray, rule: Rule): A {
  // Cast: A is NDArray where x is one
  return x instanceof NDArray ? (compute(x) as unknown as A) : run(rule, x);
}
