import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('rnn/clip-grad-norm', ({ clipTogether }, t) => {
  const flat = (slopes: readonly NDArray[]): number[] => slopes.flatMap((slope) => [...slope.toFlat()]);
  const is = (found: readonly NDArray[], ...wrong: number[]): boolean =>
    flat(found).every((value, i) => Math.abs(value - wrong[i]!) < 1e-4);

  t.step('(3) and (4), bound 1', () => {
    const { slopes, norm } = clipTogether([array([3]), array([4])], 1);
    t.ok(Math.abs(norm - 25) > 1e-3, 'The length is 25, the sum of the squares: the square root is missing');
    t.ok(Math.abs(norm - 7) > 1e-3, 'The length is 7 = 3 + 4: add the squares of all numbers, then take one root');
    t.ok(Math.abs(norm - 1) > 1e-3, 'The length is 1, that after clipping: the one before is wanted, 5');
    t.ok(
      !is(slopes, 1, 1),
      'Both slopes became 1: each was clipped by itself, and the arrow has turned. One factor for all',
    );
    t.ok(Math.abs(norm - 4) > 1e-3, 'The length is 4, the largest number: it is the root of all squares added up');
    t.ok(!is(slopes, 3, 4), 'Nothing became shorter: the factor is the bound divided by the length');
    t.close(norm, 5, { what: 'norm' });
    t.close(slopes[0], array([0.6]), { what: 'slope of the first parameter' });
    t.close(slopes[1], array([0.8]), { what: 'slope of the second parameter' });
  });
  t.step('bound 2.5: half as long', () => {
    const { slopes } = clipTogether([array([3]), array([4])], 2.5);
    t.ok(!is(slopes, 0.6, 0.8), 'The arrow has length 1, but the bound is 2.5: multiply by maxNorm, too');
    t.close(flat(slopes), [1.5, 2], { what: 'list of all slopes' });
  });
  t.step('an arrow that is short enough stays', () => {
    const { slopes } = clipTogether([array([0.3]), array([-0.4])], 10);
    t.ok(!is(slopes, 6, -8), 'A short arrow was made longer, to the bound: the factor is at most 1');
    t.ok(!is(slopes, 0.3, 0), 'A negative slope is gone: the length counts, not the sign');
    t.close(flat(slopes), [0.3, -0.4], { what: 'list of all slopes' });
  });
  t.step('no slope at all', () => {
    const { slopes } = clipTogether([array([0, 0])], 1);
    t.ok(!flat(slopes).some(Number.isNaN), 'Slopes of 0 became NaN: 0 divided by 0');
    t.close(slopes[0], array([0, 0]), { what: 'slope' });
  });
  t.step('arrays of several shapes keep them', () => {
    const { slopes } = clipTogether([array([[2, 0], [0, 2]]), array([2, 2])], 1); // biome-ignore format: as matrices
    t.shape(slopes[0], [2, 2], { what: 'first slope' });
    const far = Math.sqrt(2 / 3);
    t.ok(!is(slopes, far, 0, 0, far, far, far), 'The squares of an array were averaged: a length adds all of them up');
    t.close(flat(slopes), [0.5, 0, 0, 0.5, 0.5, 0.5], { what: 'list of all slopes' });
  });
  t.step('random', () => {
    const random = new Random(2);
    for (let round = 0; round < 10; round++) {
      const before = [random.normal([3, 4]), random.normal([4]), random.normal([2, 3])];
      const bound = 0.5 + 10 * random.next();
      const length = Math.sqrt(flat(before).reduce((sum, value) => sum + value * value, 0));
      const { slopes, norm } = clipTogether(before, bound);
      t.close(norm, length, { what: 'norm', rtol: 1e-4 });
      t.close(flat(slopes), flat(before).map((value) => value * Math.min(1, bound / length)), { what: 'list of all slopes' }); // biome-ignore format: one call
    }
  });
});
