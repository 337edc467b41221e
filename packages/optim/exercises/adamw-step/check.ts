import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';
import type { AdamState } from './solution.ts';

export default check<typeof import('./solution.ts')>('optim/adamw-step', ({ adamwStep }, t) => {
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;
  const start = (w: number): AdamState => ({ w: array([w]), m: array([0]), v: array([0]), t: 0 });
  const options = { lr: 0.1, beta1: 0.9, beta2: 0.99, eps: 0, weightDecay: 0 };

  t.step('without decay: Adam', () => {
    const { w, m, v, t: count } = adamwStep(start(10), array([3]), options);
    t.close([m.get(0), v.get(0), count], [0.3, 0.09, 1], { what: 'list of m, v and t' });
    t.close(w, array([9.9]), { what: 'weight' });
  });
  t.step('no slope: the decay alone', () => {
    const { w } = adamwStep(start(10), array([0]), { ...options, eps: 1e-8, weightDecay: 0.5 });
    t.ok(!near(w.get(0), 5), 'Half of the weight is gone: the decay is to be multiplied by the learning rate');
    t.ok(!near(w.get(0), 10.5), 'The weight grew: multiply it by 1 − lr·λ');
    t.ok(!near(w.get(0), 9.9), 'The weight took a step of the length lr: the decay went into the slope');
    t.ok(!near(w.get(0), 10), 'The weight did not decay');
    t.ok(!near(w.get(0), 9.95), '0.05 was subtracted: the decay is a share of the weight, lr·λ·w');
    t.close(w, array([9.5]), { what: 'weight' });
  });
  t.step('slope 3 and decay', () => {
    const { w, m } = adamwStep(start(10), array([3]), { ...options, weightDecay: 0.5 });
    t.ok(!near(m.get(0), 0.8), 'm is 0.8: λ·w was added to the slope; the running means are made of g alone');
    t.ok(
      !near(w.get(0), 9.405),
      'The weight is 9.405: the step itself was decayed; decay the old weight, then take the step',
    );
    t.close(w, array([9.4]), { what: 'weight' });
  });
  t.step('a loud and a quiet weight decay alike', () => {
    let state: AdamState = { w: array([1, 1]), m: array([0, 0]), v: array([0, 0]), t: 0 };
    for (let i = 0; i < 20; i++)
      state = adamwStep(state, array(i % 2 ? [1, 100] : [-1, -100]), { ...options, weightDecay: 1 });
    t.ok(
      near(state.w.get(0), state.w.get(1)),
      'The weight with the larger slopes decayed differently: decay besides the slope',
    );
    t.close(state.v, array([1, 10000]).mul(1 - 0.99 ** 20), { what: 'v' });
  });
  t.step('random: 30 steps of 2 × 3 weights', () => {
    const random = new Random(18);
    const nothing = [[0, 0, 0], [0, 0, 0]]; // biome-ignore format: as a matrix
    let state: AdamState = { w: random.normal([2, 3]), m: array(nothing), v: array(nothing), t: 0 };
    const [w, m, v] = [[...state.w.toFlat()], [0, 0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 0]];
    for (let step = 1; step <= 30; step++) {
      const slopes = random.normal([2, 3]);
      state = adamwStep(state, slopes, { lr: 0.01, beta1: 0.8, beta2: 0.95, eps: 1e-3, weightDecay: 0.3 });
      for (const [i, g] of slopes.toFlat().entries()) {
        m[i] = 0.8 * m[i]! + 0.2 * g;
        v[i] = 0.95 * v[i]! + 0.05 * g * g;
        w[i]! *= 1 - 0.01 * 0.3;
        w[i]! -= (0.01 * m[i]) / (1 - 0.8 ** step) / (Math.sqrt(v[i] / (1 - 0.95 ** step)) + 1e-3);
      }
    }
    t.close(state.w, array(w).reshape(2, 3), { what: 'weights after 30 steps' });
  });
});
