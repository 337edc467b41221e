// node --conditions=@zero-to-gpt/source examples/over-the-valley.ts
// How far ten steps come at five learning rates, on one standardised feature: too small crawls, too large climbs out.

import { arange, Random } from '@zero-to-gpt/linalg';
import { leastSquares, StandardScaler, trajectory } from '@zero-to-gpt/linreg';

const hours = arange(40).reshape(40, 1);
const grades = hours
  .reshape(-1)
  .mul(2)
  .add(new Random(7).normal([40], { std: 5 }));
using scaler = new StandardScaler();
const x = scaler.fitTransform(hours);

const best = leastSquares(x, grades);
console.log(`least squares        coef ${best.coef[0]!.toFixed(2)}  intercept ${best.intercept.toFixed(2)}`);
for (const lr of [0.01, 0.1, 0.5, 0.9, 1.1]) {
  const { coef, intercept, loss } = trajectory(x, grades, { lr, epochs: 10 }).at(-1)!;
  console.log(
    `lr ${lr.toFixed(2)}  loss ${loss.toFixed(2).padStart(9)}  coef ${coef[0]!.toFixed(2)}  intercept ${intercept.toFixed(2)}`,
  );
}
