import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';
import type { AdamState } from './solution.ts';

export default check<typeof import('./solution.ts')>('optim/adam-step', ({ adamStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4 * Math.max(1, Math.abs(b));
  const start = (w: number): AdamState => ({ w: array([w]), m: array([0]), v: array([0]), t: 0 });
  const options = { lr: 0.1, beta1: 0.9, beta2: 0.99, eps: 0 };

  t.step('the running means after one step, slope 3', () => {
    const { m, v, t: count } = adamStep(start(5), array([3]), options);
    t.ok(
      !near(m.get(0), 3),
      'm is 3: the slope counts 1 − β₁ in the mean; and if this is the corrected mean, keep the plain one',
    );
    t.ok(!near(m.get(0), 0.03), 'm is 0.03, made with the second β: β₁ belongs to the mean, β₂ to the squares');
    t.close(m, array([0.3]), { what: 'm' });
    t.ok(!near(v.get(0), 9), 'v is 9, the corrected mean: keep the plain one, else the next step corrects it again');
    t.ok(!near(v.get(0), 0.03), 'v is 0.03, a mean of the slopes: square them');
    t.ok(!near(v.get(0), 0.0009), 'v is 0.0009: (1 − β₂)·g was squared; square the slope alone');
    t.ok(!near(v.get(0), 0.9), 'v is 0.9: it has a β of its own, the second');
    t.close(v, array([0.09]), { what: 'v' });
    t.ok(count !== 0, 't is still 0: count this step');
    t.close(count, 1, { what: 't' });
  });
  t.step('the first step is as long as the rate', () => {
    const { w } = adamStep(start(5), array([3]), options);
    t.ok(
      Number.isFinite(w.get(0)),
      'The weight is not finite: with t = 0 the correction divides by 0; t counts from 1',
    );
    t.ok(!near(w.get(0), 4.9 + 0.2), 'The weight went uphill: subtract');
    t.ok(!near(w.get(0), 4.99), 'The step is 0.01: only v was corrected, m was not');
    t.ok(!near(w.get(0), 4), 'The step is 1: only m was corrected, v was not');
    t.ok(!near(w.get(0), 5 - 0.1 / 3), 'The step is 0.033: divide by the root of v, not by v');
    t.close(w, array([4.9]), { what: 'weight' });
  });
  t.step('no step is longer: both means are corrected', () => {
    const options2 = { ...options, beta2: 0.999 };
    const { w } = adamStep(start(5), array([3]), options2);
    t.ok(
      !near(w.get(0), 5 - 0.1 * (0.3 / Math.sqrt(0.009))),
      'The first step is 3.2 times too long: the corrections are missing',
    );
    t.close(w, array([4.9]), { what: 'weight' });
  });
  t.step('three steps of slope 3', () => {
    let state = start(5);
    for (let i = 0; i < 3; i++) state = adamStep(state, array([3]), options);
    t.close(state.m, array([3 * (1 - 0.9 ** 3)]), { what: 'm' });
    t.ok(
      !Number.isNaN(state.w.get(0)),
      'The weight is NaN, the root of a negative number: 1 − β^t has a power of β, `**`, not a product',
    );
    t.ok(Math.abs(state.w.get(0)) < 10, 'The weight runs away: are corrected means fed into the next step?');
    t.close(state.w, array([4.7]), { what: 'weight' });
  });
  t.step('slope 3, then −3', () => {
    const { w } = adamStep(adamStep(start(5), array([3]), options), array([-3]), options);
    t.ok(!near(w.get(0), 5), 'The second step is as long as the first: the mean of the slopes moves w, not the slope');
    t.close(w, array([4.9 + 0.1 * (0.03 / 0.19 / 3)]), { what: 'weight' });
  });
  t.step('ε stands outside of the root', () => {
    const { w } = adamStep(start(5), array([3]), { ...options, lr: 1, eps: 3 });
    t.ok(!near(w.get(0), 5 - 3 / Math.sqrt(12)), 'ε was added inside of the root');
    t.ok(!near(w.get(0), 5 - 3 / 3.3), 'ε was added before the correction: add it to the root of the corrected v');
    t.ok(!near(w.get(0), 4), 'ε is missing');
    t.close(w, array([4.5]), { what: 'weight' });
  });
  t.step('random: 30 steps of 2 × 3 weights', () => {
    const random = new Random(8);
    const nothing = [[0, 0, 0], [0, 0, 0]]; // biome-ignore format: as a matrix
    let state: AdamState = { w: random.normal([2, 3]), m: array(nothing), v: array(nothing), t: 0 };
    const [w, m, v] = [[...state.w.toFlat()], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]];
    for (let step = 1; step <= 30; step++) {
      const slopes = random.normal([2, 3]);
      state = adamStep(state, slopes, { lr: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-3 });
      for (const [i, g] of slopes.toFlat().entries()) {
        m[i] = 0.8 * m[i]! + 0.2 * g;
        v[i] = 0.95 * v[i]! + 0.05 * g * g;
        w[i]! -= (0.01 * m[i]) / (1 - 0.8 ** step) / (Math.sqrt(v[i] / (1 - 0.95 ** step)) + 1e-3);
      }
    }
    t.close(state.w, array(w).reshape(2, 3), { what: 'weights after 30 steps' });
  });
});
