import type {
  AxisOptions,
  Device,
  DType,
  NDArray,
  Range,
  Shape,
  SortOptions,
  SpreadOptions,
} from '@zero-to-gpt/linalg';

/**
 * The operations that arrays and tensors share. A rule written against them works on `NDArray`, where it computes, and
 * on `Tensor`, where it is traced once more: the gradient of a gradient. Constants (masks, counts) are arrays either way.
 */
export interface Vocabulary<A> {
  /** Size of each axis. */
  readonly shape: Shape;
  /** Number of axes. */
  readonly ndim: number;
  /** Number of elements. */
  readonly size: number;
  /** Kind of number. */
  readonly dtype: DType;
  /** Where the values lie. */
  readonly device: Device;
  /** The last two axes exchanged. */
  readonly mT: A;

  /** The same elements in another shape. */
  reshape(...shape: number[]): A;
  /** Two axes exchanged. */
  transpose(i: number, j: number): A;
  /** The axes in another order. */
  permute(...axes: number[]): A;
  /** Repeats axes of size 1, and new leading axes, without copying. */
  expand(...shape: number[]): A;
  /** Without an axis of size 1. */
  squeeze(axis?: number): A;
  /** With a new axis of size 1. */
  unsqueeze(axis: number): A;
  /** A window, one entry an axis: a number takes that position and drops the axis. */
  slice(...ranges: (number | Range)[]): A;
  /** Equal parts along an axis. */
  split(parts: number, options?: { axis?: number }): A[];
  /** Backwards along an axis, several, or all of them. */
  flip(axis?: number | readonly number[]): A;
  /** Each element several times in a row. */
  repeat(counts: number | readonly number[], options?: { axis?: number }): A;
  /** Copies of the whole side by side. */
  tile(...counts: number[]): A;
  /** Positions of an axis, by their numbers (int32). */
  take(indices: NDArray, options?: { axis?: number }): A;
  /** What stands where a mask is 1. */
  select(mask: NDArray): A;
  /** The elements in another dtype. */
  astype(dtype: DType): A;

  /** Sum. */
  add(other: A | NDArray | number): A;
  /** Difference. */
  sub(other: A | NDArray | number): A;
  /** Product, element by element. */
  mul(other: A | NDArray | number): A;
  /** Quotient. */
  div(other: A | NDArray | number): A;
  /** Remainder with the divisor's sign. */
  mod(other: A | NDArray | number): A;
  /** Power. */
  pow(other: A | NDArray | number): A;
  /** The larger of both. */
  maximum(other: A | NDArray | number): A;
  /** The smaller of both. */
  minimum(other: A | NDArray | number): A;
  /** −x. */
  neg(): A;
  /** |x|. */
  abs(): A;
  /** −1, 0 or 1. */
  sign(): A;
  /** Largest whole number at most x. */
  floor(): A;
  /** Smallest whole number at least x. */
  ceil(): A;
  /** The nearest multiple of 10^−decimals. */
  round(options?: { decimals?: number }): A;
  /** eˣ. */
  exp(): A;
  /** Natural logarithm. */
  log(): A;
  /** ln(1 + x). */
  log1p(): A;
  /** Square root. */
  sqrt(): A;
  /** Sine. */
  sin(): A;
  /** Cosine. */
  cos(): A;
  /** Hyperbolic tangent. */
  tanh(): A;
  /** Gauss's error function. */
  erf(): A;
  /** max(x, 0). */
  relu(): A;
  /** Logistic function. */
  sigmoid(): A;

  /** Sum over axes. */
  sum(options?: AxisOptions): A;
  /** Mean over axes. */
  mean(options?: AxisOptions): A;
  /** Largest element over axes. */
  max(options?: AxisOptions): A;
  /** Smallest element over axes. */
  min(options?: AxisOptions): A;
  /** Product over axes. */
  prod(options?: AxisOptions): A;
  /** Mean squared distance from the mean, over axes. */
  var(options?: SpreadOptions): A;
  /** The root of `var`. */
  std(options?: SpreadOptions): A;
  /** Running sums along an axis. */
  cumsum(options?: { axis?: number }): A;
  /** Running products along an axis. */
  cumprod(options?: { axis?: number }): A;
  /** Matrix product over the last two axes. */
  matmul(other: A | NDArray): A;

  /** 1 where equal, else 0 (uint8). */
  equal(other: A | NDArray | number): NDArray;
  /** 1 where different, else 0 (uint8). */
  notEqual(other: A | NDArray | number): NDArray;
  /** 1 where greater, else 0 (uint8). */
  greater(other: A | NDArray | number): NDArray;
  /** 1 where greater or equal, else 0 (uint8). */
  greaterEqual(other: A | NDArray | number): NDArray;
  /** 1 where less, else 0 (uint8). */
  less(other: A | NDArray | number): NDArray;
  /** 1 where less or equal, else 0 (uint8). */
  lessEqual(other: A | NDArray | number): NDArray;
  /** Positions (int32) that sort each lane of an axis. */
  argsort(options?: SortOptions): NDArray;

  /** Runs a rule on tensors and remembers it. Arrays have no such method: on them a rule computes. */
  applyRule?(rule: Rule, inputs: readonly A[]): A[];
}

/** What a rule of calculus gives back: values, and the way from dL/dvalues to dL/dinputs. */
export interface Traced<A> {
  /** What it is, for drawings and errors. Default: the rule's own name. */
  readonly name?: string;
  /** The results. A value may be an input, or a view of one. */
  readonly values: readonly A[];
  /**
   * Every array that `backward` reads: inputs, values, arrays made on the way, arrays from outside. The tape frees what
   * the rule made and did not list here, and refuses to run `backward` where one of these was changed in place.
   */
  readonly saved?: readonly (A | NDArray)[];
  /**
   * Takes dL/dvalue for each value (null where nothing depends on it) and gives dL/dinput for each input (null where
   * `needs` is false, or where the rule has none). A gradient may keep the shape that broadcasting gave it.
   */
  readonly backward: (dys: readonly (A | null)[], needs: readonly boolean[]) => readonly (A | null)[];
}

/**
 * A rule of calculus: `apply` runs it on arrays and remembers its `backward`. One that is written against `Vocabulary`,
 * and reaches all else by `run`, also works on tensors: it can be differentiated twice.
 */
export type Rule = (...inputs: NDArray[]) => Traced<NDArray>;

/**
 * Runs a rule inside another one: on arrays it computes, on tensors it is remembered. So a rule may use operations that
 * arrays and tensors do not have in common as methods, such as the way back of a slice.
 *
 * @example
 * ```ts
 * import { array, type NDArray } from '@zero-to-gpt/linalg';
 * import { run } from '@zero-to-gpt/autograd';
 *
 * const twice = (x: NDArray) => ({ values: [x.mul(2)], backward: ([dy]: readonly (NDArray | null)[]) => [dy!.mul(2)] });
 * run(twice, array([1, 2])).toArray(); // → [2, 4]
 * ```
 */
export function run<A extends Vocabulary<A>>(rule: Rule, ...inputs: A[]): A {
  return runAll(rule, ...inputs)[0]!;
}

/** `run` for a rule with several values. */
export function runAll<A extends Vocabulary<A>>(rule: Rule, ...inputs: A[]): readonly A[] {
  const first = inputs[0];
  if (first?.applyRule) return first.applyRule(rule, inputs);
  // Casts: what cannot trace is an array, so A is NDArray
  return rule(...(inputs as unknown as NDArray[])).values as unknown as readonly A[];
}

/** dL/dy of a rule with one value. The tape never runs `backward` of a rule none of whose values has a gradient. */
export function only<A>(dys: readonly (A | null)[]): A {
  return dys[0]!;
}
