import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('dense/two-layer-network', ({ lamp }, t) => {
  t.step('one switch on: the lamp is lit', () => {
    const lit = lamp(
      array([
        [0, 1],
        [1, 0],
      ]),
    );
    t.shape(lit, [2]);
    t.ok(
      !is(lit, -1, 1) && !is(lit, 1, -1),
      'The lamp is 1 for one switch and -1 for the other: both switches need the same weight in a unit',
    );
    t.close(lit, array([1, 1]));
  });
  t.step('both off: dark', () => {
    const dark = lamp(array([[0, 0]]));
    t.ok(!is(dark, 2), 'The lamp is 2 with both switches off, as a straight line gives: is the ReLU missing?');
    t.close(dark, array([0]));
  });
  t.step('both on: dark again', () => {
    const dark = lamp(array([[1, 1]]));
    t.ok(!is(dark, 2), 'The lamp is 2 with both switches on: no unit takes anything away, or its weight is 0');
    t.ok(
      !is(dark, 1),
      'The lamp is 1 with both switches on: the slope is 0 there, but it has to become -1: weigh h2 by -2',
    );
    t.close(dark, array([0]));
  });
  t.step('half on: a broken line, not a step', () => {
    const half = lamp(
      array([
        [0.5, 0],
        [0.25, 0.5],
        [1, 0.5],
      ]),
    );
    t.ok(
      !is(half, 0, 0, 0) && !is(half, 0, 0, 1) && !is(half, 1, 1, 1) && !is(half, 0, 1, 1) && !is(half, 1, 1, 0),
      'With half switches the lamp is fully on or off: leave comparisons and rounding out, ReLU is the only bend',
    );
    t.ok(
      !is(half, 0.5, 0.3125, 0.5),
      'The curve is bent without corners: use ReLU, not a product or a square of the switches',
    );
    t.ok(!is(half, 0.5, 0.5, 0.5), 'The result does not rise from half to three quarters: is the crease at s = 1?');
    t.close(half, array([0.5, 0.75, 0.5]));
  });
  t.step('100 random pairs of switches', () => {
    const x = new Random(1).uniform([100, 2]);
    const want = Array.from({ length: 100 }, (_, i) => 1 - Math.abs(x.get(i, 0) + x.get(i, 1) - 1));
    t.close(lamp(x), array(want));
  });
});
