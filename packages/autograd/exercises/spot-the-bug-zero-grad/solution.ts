import { Value } from '@zero-to-gpt/autograd';

/** Gradient descent on the mean squared error of w·x + b, from w = b = 0. */
export function fitLine(
  points: readonly (readonly [x: number, y: number])[],
  steps: number,
  rate: number,
): { w: number; b: number } {
  const [w, b] = [new Value(0), new Value(0)];
  // #region TODO the loop of the text without its bugs, about 9 lines
  for (let step = 0; step < steps; step++) {
    let sum = new Value(0);
    for (const [x, y] of points) sum = sum.add(w.mul(x).add(b).sub(y).pow(2));
    const loss = sum.div(points.length);
    for (const weight of [w, b]) weight.zeroGrad();
    loss.backward();
    for (const weight of [w, b]) weight.data -= rate * weight.grad;
  }
  return { w: w.data, b: b.data };
  // #endregion
}
