import { check } from '@zero-to-gpt/check';
import { Random } from '@zero-to-gpt/linalg';

export default check<typeof import('./solution.ts')>(
  'optim/spot-the-bug-adam',
  ({ makeAdam }, t) => {
    const near = (a: number | undefined, b: number): boolean => Math.abs((a ?? NaN) - b) < 1e-3;
    const plain = { lr: 1, beta1: 0.5, beta2: 0.75, eps: 0 };

    t.step('one weight, one step', () => {
      const w = [0];
      makeAdam(w, plain)([1]);
      t.ok(!near(w[0], 0), 'The weight did not move: change the list `w` itself');
      t.ok(!near(w[0], -0.5), 'The first step is half as long as it should be: the mean is not corrected');
      t.ok(!near(w[0], -2), 'The first step is twice as long as it should be: the mean of squares is not corrected');
      t.ok(!near(w[0], 1), 'The weight went uphill: subtract');
      t.close(w, [-1], { what: 'list of weights' });
    });
    t.step('one weight, two steps', () => {
      const w = [0];
      const step = makeAdam(w, plain);
      step([1]);
      step([1]);
      t.ok(!near(w[0], -1 - 4 / 3), 'The corrected mean went into the next step: it is for this step only');
      t.ok(!near(w[0], -1.5) && !near(w[0], -1 - 0.75), 'The second step is too short: is the mean corrected?');
      const fed = 1 / Math.sqrt((0.75 * 1 + 0.25) / (1 - 0.75 ** 2));
      t.ok(!near(w[0], -1 - fed), 'The corrected squares went into the next step: they are for this step only');
      t.close(w, [-2], { what: 'list of weights' });
    });
    t.step('two weights count one step', () => {
      const w = [0, 0];
      makeAdam(w, plain)([1, 1]);
      t.ok(
        near(w[0], w[1] ?? NaN),
        'The two weights went different ways with the same slope: count the steps once, not once for each weight',
      );
      t.close(w, [-1, -1], { what: 'list of weights' });
    });
    t.step('ε stands outside of the root', () => {
      const w = [0];
      makeAdam(w, { ...plain, eps: 3 })([1]);
      t.ok(!near(w[0], -0.5), 'The step is 1/√(1 + 3): ε stands inside of the root');
      t.ok(!near(w[0], -1), 'ε is missing');
      t.close(w, [-0.25], { what: 'list of weights' });
    });
    t.step('two optimizers know nothing of each other', () => {
      const [a, b] = [[0], [0]];
      const [first, second] = [makeAdam(a, plain), makeAdam(b, plain)];
      first([1]);
      second([-1]);
      t.ok(near(b[0], 1), 'The second optimizer remembers the first one’s slopes: its state belongs into the function');
    });
    t.step('random: 20 steps of 4 weights', () => {
      const random = new Random(11);
      const options = { lr: 0.05, beta1: 0.9, beta2: 0.97, eps: 0.01 };
      const w = [1, -1, 0.5, 2];
      const [wanted, m, v] = [[...w], [0, 0, 0, 0], [0, 0, 0, 0]];
      const step = makeAdam(w, options);
      for (let count = 1; count <= 20; count++) {
        const g = [...random.normal([4]).toFlat()];
        step(g);
        for (let i = 0; i < 4; i++) {
          m[i] = 0.9 * m[i]! + 0.1 * g[i]!;
          v[i] = 0.97 * v[i]! + 0.03 * g[i]! * g[i]!;
          wanted[i]! -= (0.05 * m[i]!) / (1 - 0.9 ** count) / (Math.sqrt(v[i]! / (1 - 0.97 ** count)) + 0.01);
        }
      }
      t.close(w, wanted, { what: 'list of weights' });
    });
  },
  { mutates: ['makeAdam'] },
);
