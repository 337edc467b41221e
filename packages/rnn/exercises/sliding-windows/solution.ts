/** Windows of `length` steps and, for each, the number that stands `horizon` steps behind its last. */
export function windows(series: readonly number[], length: number, horizon: number): { x: number[][]; y: number[] } {
  // #region TODO count the windows that have a target, cut them, look the targets up: about 4 lines
  const count = Math.max(0, series.length - length - horizon + 1);
  const x = Array.from({ length: count }, (_, i) => series.slice(i, i + length));
  const y = x.map((_, i) => series[i + length - 1 + horizon]!);
  return { x, y };
  // #endregion
}
