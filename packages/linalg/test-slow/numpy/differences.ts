// Longer than 300 lines: a flat list, an entry a difference.
import {
  allClose,
  arange,
  array,
  clip,
  type DType,
  diag,
  einsum,
  full,
  linalg,
  median,
  type NDArray,
  type Nested,
  nonzero,
  ones,
  percentile,
  Random,
  tril,
  zeros,
} from '@zero-to-gpt/linalg';

/** Where ours and NumPy's part, on purpose: what either gives, as `dtype elements` or `throws message`. */
export interface Difference {
  /** As the list in the README calls it. */
  readonly title: string;
  readonly ours: () => NDArray | string;
  readonly gives: string;
  /** Python expression. */
  readonly theirs: string;
  /** null where NumPy leaves it to the machine. */
  readonly theyGive: string | null;
}

const ints = (nested: Nested) => array(nested, { dtype: 'int32' });
const bytes = (nested: Nested) => array(nested, { dtype: 'uint8' });

/** One line a difference: what, ours, what it gives, NumPy's, what that gives. */
export const differences: readonly Difference[] = [
  differs('float32 is the default', () => array([1.5]), 'float32 [1.5]', 'np.array([1.5])', 'float64 [1.5]'),
  differs('float32 is the default', () => arange(2), 'float32 [0,1]', 'np.arange(2)', 'int64 [0,1]'),
  differs('float32 is the default', () => zeros([1]), 'float32 [0]', 'np.zeros([1])', 'float64 [0]'),
  differs(
    'Functions of integers are float32',
    () => ints([4]).sqrt(),
    'float32 [2]',
    'np.sqrt(np.int32([4]))',
    'float64 [2]',
  ),
  differs(
    'Functions of integers are float32',
    () => bytes([4]).sqrt(),
    'float32 [2]',
    'np.sqrt(np.uint8([4]))',
    'float16 [2]',
  ),
  differs(
    'Functions of integers are float32',
    () => ints([1, 2]).mean(),
    'float32 [1.5]',
    'np.mean(np.int32([1, 2]))',
    'float64 [1.5]',
  ),
  differs(
    'Functions of integers are float32',
    () => linalg.det(ints([[2]])),
    'float32 [2]',
    'np.linalg.det(np.int32([[2]]))',
    'float64 [2]',
  ),
  differs(
    'Integers are int32',
    () => ones([3], { dtype: 'uint8' }).sum(),
    'int32 [3]',
    'np.ones(3, np.uint8).sum()',
    'uint64 [3]',
  ),
  differs(
    'Integers are int32',
    () => ints([2 ** 31 - 1, 1]).sum(),
    'int32 [-2147483648]',
    'np.int32([2**31 - 1, 1]).sum()',
    'int64 [2147483648]',
  ),
  differs('Integers are int32', () => array([3, 1]).argmax(), 'int32 [0]', 'np.argmax([3, 1])', 'int64 [0]'),
  differs(
    'Products of integers are exact to 2⁵³',
    () => ints([2 ** 31 - 1]).mul(2 ** 31 - 1),
    'int32 [0]',
    'np.int32([2**31 - 1]) * np.int32(2**31 - 1)',
    'int32 [1]',
  ),
  differs('Masks are uint8', () => array([1, 2]).greater(1), 'uint8 [0,1]', 'np.array([1, 2]) > 1', 'bool [0,1]'),
  differs(
    'Masks are uint8',
    () =>
      array([1, 2])
        .greater(0)
        .add(array([1, 2]).greater(1)),
    'uint8 [1,2]',
    '(np.array([1, 2]) > 0) + (np.array([1, 2]) > 1)',
    'bool [1,1]',
  ),
  differs(
    'Masks are uint8',
    () => array([5, 6]).select(bytes([0, 1])),
    'float32 [6]',
    'np.float32([5, 6])[np.uint8([0, 1])]',
    'float32 [5,6]',
  ),
  differs(
    'Dtypes do not mix',
    () => ints([1]).add(array([1.5])),
    "throws Cannot combine int32 with float32: convert one of them, e.g. x.astype('float32')",
    'np.int32([1]) + np.float32([1.5])',
    'float64 [2.5]',
  ),
  differs(
    'Dtypes do not mix',
    () => ints([1]).add(1.5),
    "throws Cannot add 1.5 and int32: the number takes the array's dtype; use x.astype('float32')",
    'np.int32([1]) + 1.5',
    'float64 [2.5]',
  ),
  differs(
    'Dtypes do not mix',
    () => array([1]).add(array([1], { dtype: 'float64' })),
    "throws Cannot combine float32 with float64: convert one of them, e.g. x.astype('float64')",
    'np.float32([1]) + np.float64([1])',
    'float64 [2]',
  ),
  differs('Rounding keeps integers', () => ints([3]).floor(), 'int32 [3]', 'np.floor(np.int32([3]))', 'float64 [3]'),
  differs(
    'Integers to a negative power are cut',
    () => ints([2, 1]).pow(-1),
    'int32 [0,1]',
    'np.int32([2, 1]) ** -1',
    'raises ValueError',
  ),
  differs(
    'NaN becomes 0 in integers',
    () => array([NaN]).astype('int32'),
    'int32 [0]',
    'np.array([np.nan]).astype(np.int32)',
    null,
  ),
  differs(
    'No elements have no mean',
    () => zeros([0]).mean(),
    'throws Cannot take the mean of no elements: the shape is [0]',
    'np.mean(np.zeros(0))',
    'float64 [NaN]',
  ),
  differs(
    'No elements have no mean',
    () => ones([1]).var({ correction: 1 }),
    'throws Cannot take the var of 1 elements with correction 1: too few elements',
    'np.var(np.ones(1), ddof=1)',
    'float64 [NaN]',
  ),
  differs(
    'No elements have no mean',
    () => median(zeros([0])),
    'throws Cannot take quantiles of no elements: the shape is [0]',
    'np.median(np.zeros(0))',
    'float64 [NaN]',
  ),
  differs(
    'Scalars have no axis',
    () => full([], 1).sum({ axis: 0 }),
    'throws Cannot find axis 0: the array has 0 axes',
    'np.float32(1).sum(axis=0)',
    'float32 [1]',
  ),
  differs(
    'Scalars have no axis',
    () => full([], 1).squeeze(-1),
    'throws Cannot find axis -1: the array has 0 axes',
    'np.squeeze(np.float32(1), -1)',
    'float32 [1]',
  ),
  differs(
    'Scalars have no axis',
    () => nonzero(full([], 1))[0]!,
    'throws Cannot look for the positions of a scalar: the array needs an axis',
    'np.nonzero(np.float32(1))[0]',
    'int64 [0]',
  ),
  differs(
    'take() looks up rows, from 0',
    () =>
      array([
        [1, 2],
        [3, 4],
      ]).take([1]),
    'float32 [3,4]',
    'np.take(np.float32([[1, 2], [3, 4]]), [1])',
    'float32 [2]',
  ),
  differs(
    'take() looks up rows, from 0',
    () => array([1, 2]).take([-1]),
    'throws Cannot take row -1: the table has 2 rows (index 0 of 1)',
    'np.take(np.float32([1, 2]), [-1])',
    'float32 [2]',
  ),
  differs(
    'clip() and allClose() want good bounds and equal shapes',
    () => clip(array([1]), 3, 2),
    'throws Cannot clip to 3 … 2: the low end is above the high one',
    'np.clip(np.float32([1]), 3, 2)',
    'float32 [2]',
  ),
  differs(
    'clip() and allClose() want good bounds and equal shapes',
    () => String(allClose(ones([2]), ones([1]))),
    'throws Cannot compare [2] with [1]: the shapes differ',
    'np.allclose([1, 1], [1])',
    'bool [1]',
  ),
  differs(
    'Triangles are of matrices',
    () => tril(ones([2])),
    'throws Cannot take a triangle of [2]: expected at least 2 axes',
    'np.tril(np.float32([1, 1]))',
    'float32 [1,0,1,1]',
  ),
  differs(
    'flatten() is a view where it can be',
    () => changed(zeros([1, 2])),
    'float32 [7,0]',
    'flattened(np.zeros([1, 2], np.float32))',
    'float32 [0,0]',
  ),
  differs(
    'diag() of a matrix can be written to',
    () => written(zeros([1, 1])),
    'float32 [7]',
    'np.diag(np.zeros([1, 1])).__setitem__(0, 7)',
    'raises ValueError',
  ),
  differs(
    'einsum() counts masks in int32',
    () => einsum('i->', ones([300], { dtype: 'uint8' })),
    'int32 [300]',
    'np.einsum("i->", np.ones(300, np.uint8))',
    'uint8 [44]',
  ),
  differs(
    'Percentiles may lie beside infinity',
    () => percentile(array([0, 1, Infinity, Infinity]), 80),
    'float32 [Infinity]',
    'np.percentile([0, 1, np.inf, np.inf], 80)',
    'float64 [NaN]',
  ),
  differs(
    'eigh() and cholesky() want symmetry',
    () =>
      linalg.eigh(
        array([
          [1, 2],
          [0, 4],
        ]),
      ).eigenvalues,
    'throws Cannot find the eigenvalues of [2,2]: not symmetric, elements [1,0] and [0,1] are 0 and 2; for the symmetric part: x.add(x.mT).div(2)',
    'np.linalg.eigvalsh([[1.0, 2.0], [0.0, 4.0]])',
    'float64 [1,4]',
  ),
  differs(
    'eigh() and cholesky() want symmetry',
    () =>
      linalg.cholesky(
        array([
          [4, 9],
          [2, 5],
        ]),
      ),
    'throws Cannot factor [2,2]: not symmetric, elements [1,0] and [0,1] are 2 and 9; for the symmetric part: x.add(x.mT).div(2)',
    'np.linalg.cholesky([[4., 9], [2, 5]])',
    'float64 [2,0,1,2]',
  ),
  differs(
    'lstsq() always tells its residuals',
    () => linalg.lstsq(ones([3, 2]), array([1, 2, 3])).residuals,
    'float32 [2]',
    'np.linalg.lstsq(np.ones([3, 2]), [1, 2, 3], rcond=None)[1]',
    'float64 []',
  ),
  differs(
    'lstsq() counts ranks by the dtype',
    () =>
      linalg
        .lstsq(
          array([
            [1, 1],
            [1, 1 + 2 ** -23],
          ]),
          array([1, 2]),
        )
        .rank.toString(),
    '1',
    'np.linalg.lstsq(np.float32([[1, 1], [1, 1 + 2**-23]]), np.float32([1, 2]), rcond=None)[2]',
    'int32 [2]',
  ),
  differs(
    'svd() is thin',
    () => linalg.svd(ones([2, 1])).u.mul(0),
    'float32 [0,0]',
    'np.linalg.svd(np.ones([2, 1]))[0] * 0',
    'float64 [0,0,0,0]',
  ),
  differs('Prints are JavaScript’s', () => array([0]).neg().toString(), '[0.]', 'str(-np.float32([0]))', '[-0.]'),
  differs(
    'Prints are JavaScript’s',
    () => array([814847.5625, 109734664]).toString(),
    '[8.14847563e+05 1.09734664e+08]',
    'str(np.float32([814847.5625, 109734664]))',
    '[8.14847562e+05 1.09734664e+08]',
  ),
  differs(
    'Random numbers are Philox’s',
    () => new Random(42).uniform([1]),
    'float32 [0.6129598617553711]',
    'np.random.Generator(np.random.Philox(42)).random(1, np.float32)',
    null,
  ),
];

function differs(
  title: string,
  ours: Difference['ours'],
  gives: string,
  theirs: string,
  theyGive: string | null,
): Difference {
  return { title, ours, gives, theirs, theyGive };
}

function changed(x: NDArray): NDArray {
  x.flatten().set(7, 0);
  return x;
}

function written(x: NDArray): NDArray {
  diag(x).fill(7);
  return x;
}

/** An outcome in one line. */
export function outcome(dtype: DType | string, data: ArrayLike<number>): string {
  return `${dtype} [${Array.from(data)}]`;
}
