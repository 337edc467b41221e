import type { SortOptions } from '@zero-to-gpt/linalg';
import type { Traced, Vocabulary } from '../tape/vocabulary.ts';
import { takeAlongAxis } from './indexing.ts';

/** Each lane of an axis (default the last) in order: a gradient goes back to where its element came from. */
export function sort<A extends Vocabulary<A>>(x: A, options: SortOptions = {}): Traced<A> {
  return { ...takeAlongAxis(x, x.argsort(options), options.axis ?? -1), name: 'sort' };
}
