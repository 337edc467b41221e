/** Running sums of weights, the last of them 1: what `pick` searches. */
export function cumulative(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i]!;
  return sums.map((s) => s / sum);
}

/** The position whose share of [0, 1) holds `u`; never one of weight 0. */
export function pick(sums: Float64Array, u: number): number {
  let [low, high] = [0, sums.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sums[middle]! > u) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** How likely `first`, `first + 1`, … successes in `n` trials of chance `p` are, up to a factor; what is left out weighs less than 10⁻¹⁸ of the likeliest. */
export function binomialWeights(n: number, p: number): { first: number; weights: number[] } {
  const mode = Math.min(n, Math.floor((n + 1) * p));
  const odds = p / (1 - p);
  const weights = [1];
  for (let k = mode, w = 1; k < n; k++) {
    w *= ((n - k) / (k + 1)) * odds;
    if (w < 1e-18) break;
    weights.push(w);
  }
  const below: number[] = [];
  for (let k = mode, w = 1; k > 0; k--) {
    w *= k / (n - k + 1) / odds;
    if (w < 1e-18) break;
    below.push(w);
  }
  return { first: mode - below.length, weights: [...below.reverse(), ...weights] };
}
