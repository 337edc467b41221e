import { applyOne, Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('autograd/straight-through', ({ quantise }, t) => {
  const values = (xs: number[], step: number): NDArray | undefined => quantise(array(xs), step)?.values?.[0];
  /** dx for slopes dy, by way of the tape. */
  const slopes = (xs: number[], step: number, dy: number[]): NDArray => {
    const x = new Tensor(array(xs), { requiresGrad: true });
    applyOne((a) => quantise(a, step), x)
      .mul(array(dy))
      .sum()
      .backward();
    return x.grad!;
  };

  t.step('rounds to whole steps', () => {
    const found = values([0.8, -1.3, 2.2], 0.5);
    t.ok(!is(found, 2, -3, 4), 'These are the numbers of steps: times the step at the end');
    t.ok(!is(found, 1, -1, 2), 'x itself was rounded: count how many steps fit, x / step, and round that');
    t.ok(!is(found, 0.8, -1.3, 2.2), 'Nothing was rounded');
    t.ok(!is(found, 0.5, -1.5, 2), 'Rounded downwards: to the nearest step');
    t.ok(!is(found, 0.5, -1, 2), 'Cut off towards 0: −2.6 steps are nearest to −3');
    t.close(found, array([1, -1.5, 2]), { what: 'value' });
  });
  t.step('at most 127 steps to each side', () => {
    const found = values([100, -100, 63], 0.5);
    t.ok(!is(found, 100, -100, 63), 'The numbers are not kept within 127 steps: 127 · 0.5 is 63.5');
    t.ok(
      !is(found, 127, -127, 63),
      'Clipped after the multiplication: it is the number of steps that stays within 127',
    );
    t.close(found, array([63.5, -63.5, 63]), { what: 'value' });
  });
  t.step('the slope passes straight through', () => {
    const found = slopes([0.6, -1.3, 2.2], 0.5, [10, 20, -30]);
    t.ok(!is(found, 0, 0, 0), 'All slopes are 0, the true ones of a staircase: pass dy on as it comes');
    t.ok(!is(found, 1, 1, 1), 'The slopes are 1 whatever arrives: pass dy on');
    t.ok(!is(found, 5, 10, -15), 'The slopes are dy times the step: dividing and multiplying by it cancel');
    t.ok(!is(found, 20, 40, -60), 'The slopes are dy divided by the step: dividing and multiplying by it cancel');
    t.close(found, array([10, 20, -30]), { what: 'slope' });
  });
  t.step('and is stopped beyond 127 steps', () => {
    const found = slopes([63, 100, -100, -60, 200], 0.5, [10, 20, 30, 40, 50]);
    t.ok(!is(found, 10, 20, 30, 40, 50), 'The slope passes everywhere: beyond 127 steps (here 63.5) it is 0');
    t.ok(!is(found, 10, 0, 30, 40, 0), 'Only the upper end is cut: −100 lies beyond, too, ask |x|');
    t.ok(!is(found, 10, 20, 30, 40, 0), 'The cut compares with 127 itself: the end is at 127 steps, 127 · step');
    t.close(found, array([10, 0, 0, 40, 0]), { what: 'slope' });
  });
  t.step('the cut is counted in steps', () => {
    const found = slopes([100, 300], 2, [10, 20]);
    t.ok(!is(found, 10, 20), 'The slope passes at 300, with steps of 2: the end is at 254');
    t.ok(!is(found, 0, 0), 'The slope is cut at 100, with steps of 2: the end is at 127 · 2 = 254');
    t.close(found, array([10, 0]), { what: 'slope' });
  });
  t.step('what backward reads is saved', () => {
    const { saved } = quantise(array([1, 2]), 0.5);
    t.ok(
      (saved ?? []).length > 0,
      'Nothing is saved, yet backward reads x: the tape would not see it change, list it in `saved`',
    );
  });
  t.step('trains: twenty numbers find their way in 300 rounds', () => {
    const random = new Random(4);
    const target = random.uniform([20], { low: -3, high: 3 });
    const x = new Tensor(random.normal([20]), { requiresGrad: true });
    for (let round = 0; round < 300; round++) {
      const error = applyOne((a) => quantise(a, 0.25), x).sub(target);
      error.mul(error).sum().backward();
      x.value.assign(x.value.sub(x.grad!.mul(0.02)));
      x.zeroGrad();
    }
    const worst = quantise(x.value, 0.25).values[0]!.sub(target).abs().max().item();
    t.ok(worst < 0.3, `After 300 rounds one number is ${worst.toFixed(2)} from its target: does dy reach x unchanged?`);
  });
});
