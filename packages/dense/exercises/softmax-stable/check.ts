import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);
const bad = (found: unknown): boolean => found instanceof NDArray && [...found.toFlat()].some(Number.isNaN);

export default check<typeof import('./solution.ts')>('dense/softmax-stable', ({ softmax }, t) => {
  t.step('scores 0 and ln 3: a quarter and three quarters', () => {
    const p = softmax(array([[0, 1.0986123]]));
    t.ok(!is(p, 1, 1), 'Both are 1: each row is to add up to 1, is the sum taken over the right axis?');
    t.ok(!is(p, 1, 3) && !is(p, 1 / 3, 1), 'These are exponentials: divide them by their sum');
    t.ok(!is(p, 0, 1), 'The scores were shared out as they are: take their exponentials first');
    t.close(p, array([[0.25, 0.75]]));
  });
  t.step('two rows, each adds up to 1', () => {
    const p = softmax(
      array([
        [0, 1.0986123],
        [1.0986123, 1.0986123],
      ]),
    );
    t.ok(!is(p, 0.25, 0.5, 0.75, 0.5), 'The columns add up to 1: sum along each row, axis 1');
    t.ok(!is(p, 0.1, 0.3, 0.3, 0.3), 'The whole table adds up to 1: sum along each row, axis 1, with keepdims');
    t.close(
      p,
      array([
        [0.25, 0.75],
        [0.5, 0.5],
      ]),
    );
  });
  t.step('scores of 1,000', () => {
    const p = softmax(array([[1000, 1000, 1000 + Math.LN2]]));
    t.ok(!bad(p), 'There is a NaN: e¹⁰⁰⁰ is infinite, take the largest score of the row away first');
    t.close(p, array([[0.25, 0.25, 0.5]]), { rtol: 1e-3 });
  });
  t.step('a row of −1,000 beside a row of 0', () => {
    const p = softmax(
      array([
        [-1000, -1000],
        [0, 0],
      ]),
    );
    t.ok(!bad(p), 'There is a NaN in a row far below another: each row has its own largest score');
    t.close(
      p,
      array([
        [0.5, 0.5],
        [0.5, 0.5],
      ]),
    );
  });
  t.step('random: (6, 9), large and small', () => {
    const z = new Random(12).normal([6, 9], { std: 4 });
    const want = Array.from({ length: 6 }, (_, i) => {
      const row = Array.from({ length: 9 }, (_, k) => z.get(i, k));
      return row.map((score) => 1 / row.reduce((sum, other) => sum + Math.exp(other - score), 0));
    });
    t.close(softmax(z), array(want));
  });
});
