import { check } from '@zero-to-gpt/check';
import { array, type NDArray, Random } from '@zero-to-gpt/linalg';

const factor = (found: NDArray, wanted: NDArray): number => found.toFlat()[0]! / wanted.toFlat()[0]!;
const near = (a: number, b: number): boolean => Math.abs(a / b - 1) < 1e-3;

export default check<typeof import('./solution.ts')>('dense/spot-the-bug-mean', ({ slopes }, t) => {
  /** The right slopes, from plain loops. */
  const wanted = (x: NDArray, y: NDArray, w: NDArray, b: NDArray): { dw: NDArray; db: NDArray } => {
    const [samples, inputs, outputs] = [x.shape[0]!, x.shape[1]!, y.shape[1]!];
    const dw = Array.from({ length: outputs }, () => new Array<number>(inputs).fill(0));
    const db = new Array<number>(outputs).fill(0);
    for (let i = 0; i < samples; i++)
      for (let k = 0; k < outputs; k++) {
        let error = b.get(k) - y.get(i, k);
        for (let j = 0; j < inputs; j++) error += x.get(i, j) * w.get(k, j);
        db[k]! += (2 * error) / (samples * outputs);
        for (let j = 0; j < inputs; j++) dw[k]![j]! += (2 * error * x.get(i, j)) / (samples * outputs);
      }
    return { dw: array(dw), db: array(db) };
  };
  const compare = (...inputs: [NDArray, NDArray, NDArray, NDArray]): void => {
    const [found, want] = [slopes(...inputs), wanted(...inputs)];
    const n = inputs[1].shape[0]!;
    const outputs = inputs[1].shape[1]!;
    t.shape(found.dw, [...want.dw.shape], { what: 'dw' });
    t.shape(found.db, [...want.db.shape], { what: 'db' });
    for (const name of ['dw', 'db'] as const) {
      const off = factor(found[name], want[name]);
      t.ok(!near(off, 0.5), `${name} is half of what it should be: the derivative of a square has a 2`);
      t.ok(!near(off, -1), `${name} has the wrong sign: the error is forecast minus truth`);
      if (n > 1) {
        t.ok(!near(off, n / 2), `${name} is ${n / 2} times too large: ${n} samples were summed, and the 2 is missing`);
        t.ok(!near(off, n), `${name} is ${n} times too large: a sum over ${n} samples where the loss is a mean`);
        t.ok(!near(off, 1 / n), `${name} is ${n} times too small: it was divided by the ${n} samples twice`);
        t.ok(
          !near(off, 1 / (2 * n)),
          `${name} is ${2 * n} times too small: divided by ${n} twice, and the 2 is missing`,
        );
      }
      if (outputs > 1)
        t.ok(
          !near(off, outputs),
          `${name} is ${outputs} times too large: the mean runs over all elements, not only samples`,
        );
      t.close(found[name], want[name], { what: name });
    }
  };

  t.step('one sample, one output: the 2', () => compare(array([[10]]), array([[12]]), array([[0.8]]), array([1])));
  t.step('four samples: the mean', () =>
    compare(array([[1], [2], [3], [5]]), array([[2], [1], [4], [0]]), array([[1.5]]), array([0.5])),
  );
  t.step('two inputs', () =>
    compare(
      array([
        [1, 2],
        [3, -1],
        [0, 4],
      ]),
      array([[1], [2], [3]]),
      array([[0.5, -0.5]]),
      array([1]),
    ),
  );
  t.step('two outputs: the mean runs over all elements', () =>
    compare(
      array([
        [1, 2],
        [3, -1],
        [0, 4],
        [2, 2],
        [1, 0],
      ]),
      array([
        [1, 4],
        [2, 0],
        [3, 3],
        [1, 2],
        [5, 1],
      ]),
      array([
        [0.5, -0.5],
        [1, 2],
      ]),
      array([1, -1]),
    ),
  );
  t.step('random: 30 samples, 4 inputs, 3 outputs', () => {
    const random = new Random(6);
    compare(random.normal([30, 4]), random.normal([30, 3]), random.normal([3, 4]), random.normal([3]));
  });
});
