import { check } from '@zero-to-gpt/check';
import { array, NDArray, Random } from '@zero-to-gpt/linalg';

/** Whether a result holds these numbers. */
const is = (found: unknown, ...wrong: number[]): boolean =>
  found instanceof NDArray &&
  found.size === wrong.length &&
  wrong.every((value, i) => Math.abs(found.toFlat()[i]! - value) < 1e-3);

export default check<typeof import('./solution.ts')>('autograd/matmul-backward', ({ matmulBackward }, t) => {
  /** With a batch in front, where `T` does not do what `mT` does. */
  const inBatch = (dy: NDArray, a: NDArray, b: NDArray): { da: NDArray; db: NDArray } => {
    try {
      return matmulBackward(dy, a, b);
    } catch (error) {
      t.ok(
        !String(error).includes('Cannot multiply'),
        'With a batch in front the shapes do not fit: `mT` exchanges the last two axes, `T` turns all of them round',
        String(error),
      );
      throw error;
    }
  };

  t.step('a row times a column, as on paper', () => {
    const { da, db } = matmulBackward(array([[10]]), array([[2, 3]]), array([[5], [7]]));
    t.ok(!(is(da, 20, 30) && is(db, 50, 70)), 'da and db are exchanged: da is made of dy and b');
    t.ok(!is(da, 20, 30), 'da is dy times a: the slope of a factor is the other factor');
    t.ok(!is(da, 5, 7), 'da is b alone: multiply by dy');
    t.ok(!is(da, 50), 'da is one number: is b transposed?');
    t.close(da, array([[50, 70]]), { what: 'da' });
    t.close(db, array([[20], [30]]), { what: 'db' });
  });
  t.step('matrices of (2, 3) and (3, 2)', () => {
    const [a, b] = [array([[1, 2, 3], [4, 5, 6]]), array([[1, 0], [0, 2], [3, 1]])]; // biome-ignore format: as matrices
    const dy = array([[1, 10], [100, 1000]]); // biome-ignore format: as matrices
    const { da, db } = matmulBackward(dy, a, b);
    t.ok(
      !(db instanceof NDArray && `${db.shape}` === '2,3'),
      'db is transposed: a.mT stands on the left, dy on the right',
    );
    t.close(da, array([[1, 20, 13], [100, 2000, 1300]]), { what: 'da' }); // biome-ignore format: as matrices
    t.close(db, array([[401, 4010], [502, 5020], [603, 6030]]), { what: 'db' }); // biome-ignore format: as matrices
  });
  t.step('two matrices in a batch, each with its own partner', () => {
    const [a, b] = [
      array([[[2, 3]], [[4, 5]]]),
      array([
        [[5], [7]],
        [[1], [2]],
      ]),
    ];
    const { da, db } = inBatch(array([[[1]], [[10]]]), a, b);
    t.ok(!(da instanceof NDArray && da.ndim === 2), 'da lost its batch: b was not copied here, keep the axis in front');
    t.close(da, array([[[5, 7]], [[10, 20]]]), { what: 'da' });
    t.close(
      db,
      array([
        [[2], [3]],
        [[40], [50]],
      ]),
      { what: 'db' },
    );
  });
  t.step('one b for the whole batch: its slopes add up', () => {
    const [a, b] = [array([[[2, 3]], [[4, 5]]]), array([[5], [7]])];
    const { da, db } = matmulBackward(array([[[1]], [[10]]]), a, b);
    t.ok(
      !(db instanceof NDArray && db.ndim === 3),
      'db has one matrix for each of the batch: b was copied, sum over the axis in front (unbroadcast)',
    );
    t.ok(!is(db, 21, 26.5), 'db is the mean over the batch: paths that fork add up');
    t.ok(!is(db, 2, 3), 'db comes from the first matrix of the batch alone: all of them used b, add up');
    t.close(da, array([[[5, 7]], [[50, 70]]]), { what: 'da' });
    t.close(db, array([[42], [53]]), { what: 'db' });
  });
  t.step('one a for the whole batch', () => {
    const { da } = matmulBackward(
      array([[[1]], [[10]]]),
      array([[2, 3]]),
      array([
        [[5], [7]],
        [[1], [2]],
      ]),
    );
    t.ok(
      !(da instanceof NDArray && da.ndim === 3),
      'da has one matrix for each of the batch: this time a was copied, un-broadcast both',
    );
    t.close(da, array([[15, 27]]), { what: 'da' });
  });
  t.step('random against nudges: (2, 1, 2, 3) times (2, 3, 2)', () => {
    const random = new Random(9);
    const weights = random.normal([2, 2, 2, 2]);
    const [a, b] = [random.normal([2, 1, 2, 3]), random.normal([2, 3, 2])];
    const lossOf = (knobs: number[]): number => {
      const left = array(knobs.slice(0, 12), { dtype: 'float64' }).reshape(2, 1, 2, 3);
      const right = array(knobs.slice(12), { dtype: 'float64' }).reshape(2, 3, 2);
      return left.matmul(right).mul(weights.astype('float64')).sum().item();
    };
    const { da, db } = matmulBackward(weights, a, b);
    t.grad(lossOf, [...a.toFlat(), ...b.toFlat()], [...da.reshape(-1).toFlat(), ...db.reshape(-1).toFlat()]);
  });
});
