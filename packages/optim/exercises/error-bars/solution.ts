/** What ten seeds say together. */
export interface ErrorBar {
  mean: number;
  deviation: number;
  error: number;
}

/** Mean of n results, their standard deviation, and quantile times the standard error of the mean. */
export function errorBar(values: readonly number[], quantile: number): ErrorBar {
  // #region TODO mean, deviation, error: about 4 lines
  const n = values.length;
  const mean = values.reduce((a, b) => a + b) / n;
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  return { mean, deviation, error: (quantile * deviation) / Math.sqrt(n) };
  // #endregion
}
