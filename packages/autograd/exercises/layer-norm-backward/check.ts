import { check } from '@zero-to-gpt/check';
import { array, NDArray, ones, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-4);

export default check<typeof import('./solution.ts')>('autograd/layer-norm-backward', ({ layerNormBackward }, t) => {
  const along = { axis: -1, keepdims: true } as const;

  t.step('beta and gamma: sums down the columns', () => {
    const dy = array([[1, 2], [10, 20], [100, 200]]); // biome-ignore format: rows
    const xHat = array([[-1, 1], [1, -1], [1, -1]]); // biome-ignore format: rows
    const { dGamma, dBeta } = layerNormBackward(dy, xHat, array([[1], [1], [1]]), array([1, 1]));
    t.ok(!is(dBeta, 37, 74), 'dBeta is the mean of the rows: each row used beta, their slopes add up');
    t.ok(!is(dBeta, 3, 30, 300), 'dBeta was summed along the rows: beta has one number for each column');
    t.close(dBeta, array([111, 222]), { what: 'dBeta' });
    t.ok(!is(dGamma, 111, 222), 'dGamma is dBeta: gamma multiplies xHat, so its slope is dy · xHat');
    t.close(dGamma, array([109, -218]), { what: 'dGamma' });
  });
  t.step('one row, as on paper', () => {
    const { dx } = layerNormBackward(array([[8, 0, 0, 0]]), array([[-1, -1, 1, 1]]), array([[2]]), ones([4]));
    const third = layerNormBackward(array([[0, 0, 8, 0]]), array([[-1, -1, 1, 1]]), array([[2]]), ones([4]));
    t.ok(
      !is(third.dx, -2, -2, 2, -2),
      'The stretch lacks its factor: each number of the row takes xHat · mean(dxHat · xHat) off',
    );
    t.ok(
      !is(dx, 4, 0, 0, 0),
      'dx is dy / σ: the nudge moves the mean and the deviation too, take shift and stretch off',
    );
    t.ok(!is(dx, 3, -1, -1, -1), 'The stretch is missing: the nudge moves the deviation too');
    t.ok(!is(dx, 3, -1, 1, 1), 'The shift is missing: the nudge moves the mean too');
    t.ok(!is(dx, 4, -4, 0, 0), 'The division by σ is missing, here 2');
    t.ok(!is(dx, 8, -8, 0, 0), 'dx is multiplied by σ: divide');
    t.ok(!is(dx, 4, 0, -2, -2), 'The stretch was added: both are taken off');
    t.ok(!is(dx, -4, -8, 0, 0) && !is(dx, -1, -5, 1, 1), 'Shift and stretch are means along the row, not sums');
    t.close(dx, array([[2, -2, 0, 0]]), { what: 'dx' });
  });
  t.step('gamma goes into dx', () => {
    const { dx } = layerNormBackward(array([[8, 1, 0, 0]]), array([[-1, -1, 1, 1]]), array([[2]]), array([1, 8, 3, 5]));
    t.ok(!is(dx, 1.75, -1.75, 0, 0), 'gamma plays no part in dx: what reaches xHat is dy · gamma');
    t.close(dx, array([[0, 0, 0, 0]]), { what: 'dx' });
  });
  t.step('two rows: each has its own mean and deviation', () => {
    const xHat = array([[-1, -1, 1, 1], [1, -1, 1, -1]]); // biome-ignore format: rows
    const dy = array([[8, 0, 0, 0], [0, 0, 0, 4]]); // biome-ignore format: rows
    const { dx } = layerNormBackward(dy, xHat, array([[2], [1]]), ones([4]));
    t.close(dx, array([[2, -2, 0, 0], [0, -2, 0, 2]]), { what: 'dx' }); // biome-ignore format: rows
  });
  t.step('each row of dx adds up to 0, and each row of dx · xHat', () => {
    const random = new Random(5);
    const x = random.normal([3, 6], { mean: 4, std: 2 });
    const centred = x.sub(x.mean(along));
    const deviation = centred.mul(centred).mean(along).sqrt();
    const xHat = centred.div(deviation);
    const { dx } = layerNormBackward(random.normal([3, 6]), xHat, deviation, random.normal([6]));
    t.close(dx.sum({ axis: 1 }), array([0, 0, 0]), { what: 'sum of dx' });
    t.close(dx.mul(xHat).sum({ axis: 1 }), array([0, 0, 0]), { what: 'sum of dx · xHat' });
  });
  t.step('random against nudges: (2, 5)', () => {
    const random = new Random(6);
    const [x, dy, gamma] = [random.normal([2, 5], { std: 2 }), random.normal([2, 5]), random.normal([5])];
    const parts = (at: NDArray): { deviation: NDArray; xHat: NDArray } => {
      const centred = at.sub(at.mean(along));
      const deviation = centred.mul(centred).mean(along).sqrt();
      return { deviation, xHat: centred.div(deviation) };
    };
    const lossOf = (knobs: number[]): number => {
      const exact = array(knobs, { dtype: 'float64' });
      const [at, factors] = [exact.slice({ stop: 10 }).reshape(2, 5), exact.slice({ start: 10 })];
      return parts(at).xHat.mul(factors).mul(dy.astype('float64')).sum().item();
    };
    const { deviation, xHat } = parts(x);
    const { dx, dGamma } = layerNormBackward(dy, xHat, deviation, gamma);
    t.grad(lossOf, [...x.toFlat(), ...gamma.toFlat()], [...dx.reshape(-1).toFlat(), ...dGamma.toFlat()]);
  });
});
