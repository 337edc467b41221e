/** Options of Adam. */
export interface Options {
  lr: number;
  beta1: number;
  beta2: number;
  eps: number;
}

/** A function that takes the slopes of the weights and changes `w` in place by one step of Adam. */
export function makeAdam(w: number[], { lr, beta1, beta2, eps }: Options): (g: readonly number[]) => void {
  // #region TODO the function of the text without its bugs, about 12 lines
  const [m, v] = [w.map(() => 0), w.map(() => 0)];
  let t = 0;
  return (g) => {
    t += 1;
    for (let i = 0; i < w.length; i++) {
      m[i] = beta1 * m[i]! + (1 - beta1) * g[i]!;
      v[i] = beta2 * v[i]! + (1 - beta2) * g[i]! ** 2;
      const mean = m[i]! / (1 - beta1 ** t);
      w[i]! -= (lr * mean) / (Math.sqrt(v[i]! / (1 - beta2 ** t)) + eps);
    }
  };
  // #endregion
}
