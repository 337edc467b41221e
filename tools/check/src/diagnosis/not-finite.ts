import type { Diagnosis } from './relation.ts';

/** Counts what is no number, or too large for one, where an ordinary number is wanted. */
export const notFinite: Diagnosis = ({ got, want }) => {
  const all = got.map((x, i) => ({ x, wanted: want[i]! })).filter(({ x, wanted }) => !Object.is(x, wanted));
  const nan = all.filter(({ x }) => Number.isNaN(x)).length;
  const infinite = all.filter(({ x }) => x === Number.POSITIVE_INFINITY || x === Number.NEGATIVE_INFINITY).length;
  if (nan === 0 && infinite === 0) return undefined;
  const counts = [nan > 0 && verb(nan, 'NaN'), infinite > 0 && verb(infinite, 'infinite')].filter(
    (text) => text !== false,
  );
  const cure =
    nan > 0
      ? 'NaN comes from 0 / 0, from Infinity − Infinity, from the root or log of a negative number, and from a place that does not exist'
      : 'Infinity comes from a division by 0, from the log of 0, and from an exp that grew too large';
  return got.length === 1 ? cure : `${counts.join(', ')}. ${cure}`;
};

const verb = (n: number, what: string): string => `${n} ${n === 1 ? 'is' : 'are'} ${what}`;
