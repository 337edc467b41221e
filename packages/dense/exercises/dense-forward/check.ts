import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-3);

export default check<typeof import('./solution.ts')>('dense/dense-forward', ({ denseForward }, t) => {
  t.step('one sample, one unit: 19', () => {
    const y = denseForward(array([[1, 2, 3]]), array([[2, -1, 3]]), array([10]));
    t.ok(!is(y, 9), 'The result is 9: is the bias of 10 missing?');
    t.ok(!is(y, 90), 'The result is 90: the bias is added, not multiplied');
    t.ok(!is(y, 12, 8, 19), 'The products were not added up: use matmul, not mul');
    t.close(y, array([[19]]));
  });
  t.step('one sample, two units', () =>
    t.close(
      denseForward(
        array([[1, 2, 3]]),
        array([
          [2, -1, 3],
          [0, 4, 1],
        ]),
        array([10, -1]),
      ),
      array([[19, 10]]),
    ),
  );
  t.step('two samples, two inputs, two units: rows are samples', () => {
    const y = denseForward(
      array([
        [1, 2],
        [3, 4],
      ]),
      array([
        [5, 6],
        [7, 9],
      ]),
      array([100, 200]),
    );
    t.ok(!is(y, 119, 224, 143, 254), 'With a square w there is no error, but these are columns of w: transpose it');
    t.ok(!is(y, 117, 125, 239, 257), 'Each row has its own bias: b belongs to the columns, one for each unit');
    t.ok(!is(y, 319, 325, 339, 357), 'Every number has the sum of all biases');
    t.ok(!is(y, 117, 139, 225, 257), 'Rows are units and columns samples: the result is to be (N, out), the transpose');
    t.close(
      y,
      array([
        [117, 225],
        [139, 257],
      ]),
    );
  });
  t.step('random: 7 samples, 4 inputs, 3 units', () => {
    const random = new Random(2);
    const [x, w, b] = [random.normal([7, 4]), random.normal([3, 4]), random.normal([3])];
    const want = Array.from({ length: 7 }, (_, i) =>
      Array.from({ length: 3 }, (_, k) => {
        let sum = b.get(k);
        for (let j = 0; j < 4; j++) sum += x.get(i, j) * w.get(k, j);
        return sum;
      }),
    );
    t.close(denseForward(x, w, b), array(want));
  });
});
