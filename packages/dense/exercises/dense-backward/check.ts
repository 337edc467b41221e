import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-3);

export default check<typeof import('./solution.ts')>('dense/dense-backward', ({ denseBackward }, t) => {
  const samples = [
    [1, 3],
    [4, 6],
  ];
  const one = (): ReturnType<typeof denseBackward> =>
    denseBackward(array([[10], [100]]), array(samples), array([[2, 5]]));

  t.step('bias: 10 + 100 = 110', () => {
    const { db } = one();
    t.ok(db.ndim === 1, 'db is one number for all: there is one bias for each unit, add up over the samples, axis 0');
    t.ok(!is(db, 55), 'db is 55, the mean of the slopes: dy is averaged already, add up');
    t.ok(!is(db, 10, 100), 'db has one number for each sample: add up over the samples, axis 0');
    t.close(db, array([110]), { what: 'db' });
  });
  t.step('weights: 10 · 1 + 100 · 4 = 410 and 10 · 3 + 100 · 6 = 630', () => {
    const { dw } = one();
    t.ok(!is(dw, 205, 315), 'dw is divided by the 2 samples: dy is averaged already, add up');
    t.ok(!is(dw, 110, 110), 'dw is the slope of the bias: multiply each slope by the input that the weight had');
    t.close(dw, array([[410, 630]]), { what: 'dw' });
  });
  t.step('inputs: each sample for itself', () => {
    const { dx } = one();
    t.ok(!is(dx, 220, 550), 'dx was added up over the samples: each sample has its own inputs');
    t.close(
      dx,
      array([
        [20, 50],
        [200, 500],
      ]),
      { what: 'dx' },
    );
  });
  t.step('two units: paths add', () => {
    const dy = array([
      [1, 10],
      [2, 20],
    ]);
    const w = array([
      [2, 3],
      [5, 7],
    ]);
    const { dx, dw, db } = denseBackward(dy, array(samples), w);
    t.ok(!is(dx, 32, 75, 64, 150), 'dx was made with the columns of w: no transpose here, the shapes only look alike');
    t.close(
      dx,
      array([
        [52, 73],
        [104, 146],
      ]),
      { what: 'dx' },
    );
    t.ok(!is(dw, 9, 90, 15, 150), 'dw has one input a row, the transpose: one row for each unit, like w');
    t.close(
      dw,
      array([
        [9, 15],
        [90, 150],
      ]),
      { what: 'dw' },
    );
    t.ok(!is(db, 11, 22), 'db was added up over the units: add up over the samples, axis 0');
    t.close(db, array([3, 30]), { what: 'db' });
  });
  t.step('random against nudges: 5 samples, 4 inputs, 3 units', () => {
    const random = new Random(5);
    const [x, w, c] = [random.normal([5, 4]), random.normal([3, 4]), random.normal([5, 3])];
    // the loss Σ c · y has the slopes dy = c
    const lossOf = (inputs: NDArray, weights: NDArray): number => inputs.matmul(weights.T).mul(c).sum().item();
    const { dx, dw, db } = denseBackward(c, x, w);
    const slopes = (found: NDArray): number[] => [...found.reshape(-1).toFlat()];
    t.grad((at) => lossOf(array(at).reshape(5, 4), w), [...x.toFlat()], slopes(dx), { what: 'dx' });
    t.grad((at) => lossOf(x, array(at).reshape(3, 4)), [...w.toFlat()], slopes(dw), { what: 'dw' });
    t.close(db, c.sum({ axis: 0 }), { what: 'db' });
  });
});
