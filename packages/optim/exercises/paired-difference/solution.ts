/** What pairs of results say. */
export interface Comparison {
  difference: number;
  error: number;
  wins: number;
  verdict: 'better' | 'worse' | 'open';
}

/** Compares the errors a and b of two methods, pair by pair: lower is better. */
export function compare(a: readonly number[], b: readonly number[], quantile: number): Comparison {
  // #region TODO differences, their mean and error bar, wins, verdict: about 7 lines
  const differences = a.map((value, i) => value - b[i]!);
  const n = differences.length;
  const difference = differences.reduce((sum, value) => sum + value, 0) / n;
  const variance = differences.reduce((sum, value) => sum + (value - difference) ** 2, 0) / (n - 1);
  const error = quantile * Math.sqrt(variance / n);
  const wins = differences.filter((value) => value < 0).length;
  const verdict = difference + error < 0 ? 'better' : difference - error > 0 ? 'worse' : 'open';
  return { difference, error, wins, verdict };
  // #endregion
}
