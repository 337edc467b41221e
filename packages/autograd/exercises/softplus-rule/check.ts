import { applyOne, Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, math, NDArray, Random } from '@zero-to-gpt/linalg';

const near = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-4 * Math.max(1, Math.abs(b));
/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray && found.size === wrong.length && wrong.every((value, i) => near(found.toFlat()[i]!, value));

export default check<typeof import('./solution.ts')>('autograd/softplus-rule', ({ softplus }, t) => {
  /** Value and slope, by way of the tape; every dy is `pull`. */
  const both = (xs: number[], pull = 1): { y: NDArray; dx: NDArray } => {
    const x = new Tensor(array(xs), { requiresGrad: true });
    const out = applyOne(softplus, x);
    const y = out.value.clone();
    out.mul(pull).sum().backward();
    return { y, dx: x.grad! };
  };
  const logistic = (x: number): number => 1 / (1 + math.exp(-x));

  t.step('values near 0', () => {
    const found = softplus(array([0, 1, -2]));
    t.ok(
      Array.isArray(found?.values) && found.values.length === 1,
      'The rule gives back no list `values` with one array: { values: [y], saved: [x], backward }',
    );
    const [y] = found.values;
    t.ok(!is(y, 0, 1, 0), 'The result is relu(x): the round corner, ln(1 + e^−|x|), is to be added');
    t.ok(
      !is(y, math.log(2), 1 + math.log(1 + Math.E), math.log(1 + math.exp(2))),
      'The exponent has the wrong sign: e^−|x|, not e^|x|, which grows without end',
    );
    t.close(y, array([math.log(2), 1.3132617, 0.126928]), { what: 'value' });
  });
  t.step('values at both ends', () => {
    const [large, small] = [softplus(array([100])).values[0], softplus(array([-20])).values[0]];
    t.ok(
      Number.isFinite(large?.toFlat()[0]),
      'The value at 100 is not finite: e^100 does not fit into a float32, take max(x, 0) out first',
    );
    t.ok(
      small?.toFlat()[0] !== 0,
      'The value at −20 is 0, though ln(1 + e^−20) is 2e-9: 1 + e^−20 is rounded to 1, use log1p',
    );
    t.close(large, array([100]), { what: 'value at 100' });
    t.close(small!.mul(1e9), array([2.0611537]), { what: 'value at −20, times a billion' });
  });
  t.step('the tape may free what the rule does not save', () => {
    const traced = softplus(array([1, 2]));
    t.ok(
      (traced.saved ?? []).length > 0,
      'Nothing is saved, yet backward must read x (or the value): the tape frees all else, so list it in `saved`',
    );
  });
  t.step('slopes', () => {
    const { dx } = both([0, 1, -2, 100, -50]);
    const want = [0.5, logistic(1), logistic(-2), 1, 0];
    t.ok(
      !is(dx, 0.25, logistic(1) * (1 - logistic(1)), logistic(-2) * (1 - logistic(-2)), 0, 0),
      'That is the slope of the sigmoid, s(1 − s): the slope of softplus is the sigmoid itself',
    );
    t.ok(!is(dx, 0, 1, 0, 1, 0), 'The slopes are those of ReLU: at 0 the round corner has slope ½');
    t.close(dx, array(want), { what: 'slope' });
  });
  t.step('the slope that arrives goes in', () => {
    const { dx } = both([0, 1, -2], 10);
    t.ok(
      !is(dx, 0.5, logistic(1), logistic(-2)),
      'The slope that arrives plays no part: multiply only(dys) by the sigmoid',
    );
    t.close(dx, array([5, 10 * logistic(1), 10 * logistic(-2)]), { what: 'slope' });
  });
  t.step('random against nudges', () => {
    const xs = [...new Random(8).normal([12], { std: 3 }).toFlat()];
    const lossOf = (at: number[]): number =>
      at.reduce((sum, x) => sum + Math.max(x, 0) + math.log(1 + math.exp(-Math.abs(x))), 0);
    t.grad(lossOf, xs, [...both(xs).dx.toFlat()]);
  });
});
