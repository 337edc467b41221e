import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>('optim/rmsprop-step', ({ rmspropStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;

  t.step('the mean of squares', () => {
    const { s } = rmspropStep({ w: array([1]), s: array([0]) }, array([4]), { lr: 0.1, beta: 0.75, eps: 0 });
    t.ok(!near(s.get(0), 16), 'The mean is 16: the new square counts 1 − β, else it is a sum');
    t.ok(!near(s.get(0), 1), 'The mean is 1, of the slopes: square them first');
    t.ok(!near(s.get(0), 12), 'The mean is 12: β and 1 − β are exchanged');
    t.ok(!near(s.get(0), 2), 'The mean is 2, its root: keep the mean itself, take the root for the step');
    t.close(s, array([4]), { what: 'mean of squares' });
  });
  t.step('it remembers', () => {
    const { s } = rmspropStep({ w: array([1]), s: array([8]) }, array([2]), { lr: 0.1, beta: 0.75, eps: 0 });
    t.ok(!near(s.get(0), 9), 'The mean is 9: the old one is to be multiplied by β');
    t.close(s, array([7]), { what: 'mean of squares' });
  });
  t.step('slopes of 4 and 0.04 make equal steps', () => {
    const start = { w: array([1, 1]), s: array([0, 0]) };
    const { w } = rmspropStep(start, array([4, 0.04]), { lr: 0.1, beta: 0.75, eps: 0 });
    t.ok(!near(w.get(0), 1.2), 'The weights went uphill: subtract');
    t.ok(!near(w.get(0), 0.9) || !near(w.get(1), -9), 'The slopes were divided by the mean of squares: take its root');
    t.ok(Number.isFinite(w.get(0)), 'The slopes were divided by the old mean, which is 0: use the new one');
    t.ok(!near(w.get(0), 0.6), 'The slopes themselves were multiplied by the rate: divide by the root');
    t.close(w, array([0.8, 0.8]), { what: 'weights' });
  });
  t.step('ε stands outside of the root', () => {
    const { w } = rmspropStep({ w: array([1]), s: array([0]) }, array([4]), { lr: 1, beta: 0.75, eps: 2 });
    t.ok(!near(w.get(0), 1 - 4 / Math.sqrt(6)), 'ε was added inside of the root');
    t.ok(!near(w.get(0), -1), 'ε is missing');
    t.close(w, array([0]), { what: 'weight' });
  });
  t.step('a slope of 0 moves nothing', () => {
    const { w } = rmspropStep({ w: array([3]), s: array([0]) }, array([0]), { lr: 1, beta: 0.9, eps: 1e-8 });
    t.close(w, array([3]), { what: 'weight' });
  });
  t.step('random: ten steps of 2 × 3 weights', () => {
    const random = new Random(8);
    let state = { w: random.normal([2, 3]), s: array([[0, 0, 0], [0, 0, 0]]) }; // biome-ignore format: as a matrix
    const [w, s] = [[...state.w.toFlat()], [0, 0, 0, 0, 0, 0]];
    for (let step = 0; step < 10; step++) {
      const slopes = random.normal([2, 3]);
      state = rmspropStep(state, slopes, { lr: 0.01, beta: 0.9, eps: 1e-3 });
      for (const [i, g] of slopes.toFlat().entries()) {
        s[i] = 0.9 * s[i]! + 0.1 * g * g;
        w[i]! -= (0.01 * g) / (Math.sqrt(s[i]) + 1e-3);
      }
    }
    t.close(state.s, array(s).reshape(2, 3), { what: 'mean of squares after ten steps' });
    t.close(state.w, array(w).reshape(2, 3), { what: 'weights after ten steps' });
  });
});
