import type { NDArray, Random } from '@zero-to-gpt/linalg';

/** First weights (outputs, inputs): normal with mean 0 and variance 2/(inputs + outputs). */
export function xavier(inputs: number, outputs: number, random: Random): NDArray {
  // #region TODO draws with the right standard deviation, about 1 line
  return random.normal([outputs, inputs], { std: Math.sqrt(2 / (inputs + outputs)) });
  // #endregion
}
