import { only, type Traced, type Vocabulary } from '@zero-to-gpt/autograd';

/**
 * y = (x − mean) / √(variance + eps) over some axes, with the variance of all their elements (divided by their number).
 * Values: y, and for the record mean and variance, which no gradient flows through; these keep the axes as 1.
 * With g = dy: dx = (g − mean(g) − y·mean(g·y)) / √(variance + eps). Source: Ioffe & Szegedy 2015.
 */
export function standardizeRule<A extends Vocabulary<A>>(x: A, axes: readonly number[], eps: number): Traced<A> {
  const over = { axis: axes, keepdims: true };
  const mean = x.mean(over);
  const centered = x.sub(mean);
  const variance = centered.mul(centered).mean(over);
  const rstd = variance.add(eps).pow(-0.5);
  const y = centered.mul(rstd);
  return {
    name: 'standardize',
    values: [y, mean, variance],
    saved: [y, rstd],
    backward(dys) {
      const dy = only(dys);
      return [
        dy
          .sub(dy.mean(over))
          .sub(y.mul(dy.mul(y).mean(over)))
          .mul(rstd),
      ];
    },
  };
}
