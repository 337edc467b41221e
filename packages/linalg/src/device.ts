import type { DType, TypedArray } from './dtype.ts';
import type { Kernels } from './kernels.ts';
import type { Storage, View } from './view.ts';

/** Element-wise functions of one array. */
export type UnaryOp =
  | 'neg'
  | 'abs'
  | 'sign'
  | 'floor'
  | 'exp'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'tanh'
  | 'erf'
  | 'relu'
  | 'sigmoid';

/** Element-wise functions of two arrays. Comparisons give uint8. `mod` has the sign of the divisor, as in NumPy. */
export type BinaryOp =
  | 'add'
  | 'sub'
  | 'mul'
  | 'div'
  | 'mod'
  | 'pow'
  | 'maximum'
  | 'minimum'
  | 'equal'
  | 'notEqual'
  | 'less'
  | 'lessEqual'
  | 'greater'
  | 'greaterEqual';

/** Functions that fold axes into one element. */
export type ReduceOp = 'sum' | 'prod' | 'max' | 'min';

/** How much memory a device's arrays hold. */
export interface MemoryStats {
  /** Bytes alive now. */
  readonly bytes: number;
  /** The most that ever were. */
  readonly peak: number;
}

/**
 * Memory plus about ten kernels. Every kernel enqueues its work and returns at once; only `read` waits.
 * `out` never overlaps an input, except that element-wise kernels may write onto the identical view.
 * Shapes are already broadcast by the caller: every view of an element-wise kernel has `out`'s shape,
 * with strides of 0 where it repeats. A kernel bumps `out.storage.version`.
 */
export interface Device {
  /** Short name for messages: `reference`, `cpu`, `webgpu`. */
  readonly name: string;
  /** What `alloc` accepts. */
  readonly dtypes: ReadonlySet<DType>;

  /** Memory for `size` elements, filled with zeros or not. @throws RangeError where memory is short */
  alloc(dtype: DType, size: number): Storage;
  /** Gives the memory back; sets `freed`. */
  free(storage: Storage): void;
  /** Copies `out`'s elements, in row-major order, from the host. `data` has `out`'s dtype and as many elements. */
  write(out: View, data: TypedArray): void;
  /** A fresh copy of the view's elements, in row-major order, and no more of the storage than that. */
  read(x: View): Promise<TypedArray>;
  /** The same at once, on devices whose memory the host sees. */
  readSync?(x: View): TypedArray;

  /** Every element becomes `value`. */
  fill(out: View, value: number): void;
  /** Any strides to any strides; converts the dtype (floats are cut towards zero on their way to integers). */
  copy(x: View, out: View): void;
  /** `out = op(x)`; both have one dtype. */
  unary(op: UnaryOp, x: View, out: View): void;
  /** `out = a op b`; arrays have one dtype and `out` has it too, or uint8 for comparisons. A number stands for itself everywhere. */
  binary(op: BinaryOp, a: View | number, b: View | number, out: View): void;
  /** `out = test ? a : b`; `test` is uint8, the others have one dtype. */
  where(test: View, a: View | number, b: View | number, out: View): void;
  /** Folds the axes where `out` has 1 and `x` has more; both have one rank and dtype. `max` and `min` keep NaN. An empty fold gives 0, 1, −∞, ∞. */
  reduce(op: ReduceOp, x: View, out: View): void;
  /** Index (int32) of the first largest element along the one axis where `out` has 1 and `x` has more. */
  argmax(x: View, out: View): void;
  /** `out (+)= a · b` over the last two axes; the leading axes of all three are equal. */
  matmul(a: View, b: View, out: View, options?: { accumulate?: boolean }): void;
  /** `out[i, :] = table[indices[i], :]`: table (V, C), indices (N) int32, out (N, C). */
  gather(table: View, indices: View, out: View): void;
  /** `out[indices[i], :] += rows[i, :]`, in the order of `i`. */
  scatterAdd(indices: View, rows: View, out: View): void;

  /** One-kernel versions of composite operations. A slot answers false when the case (dtype, strides, head size) is not its own; the caller then composes. */
  readonly kernels: Partial<Kernels>;
}
