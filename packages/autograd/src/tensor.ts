// Longer than 300 lines: the class lists the whole vocabulary of tensors, one line a word; the work is done in rules/, tape.ts and backward.ts.

import {
  type ArrayOptions,
  type AxisOptions,
  array,
  checkOptions,
  type Device,
  type DType,
  emptyLike,
  NDArray,
  type Nested,
  type Range,
  type Shape,
  type SortOptions,
  type SpreadOptions,
  type TypedArray,
} from '@zero-to-gpt/linalg';
import { kindOf } from './kind-of.ts';
import * as rules from './rules/index.ts';
import { propagate } from './tape/backward.ts';
import { record } from './tape/tape.ts';
import { Variable } from './tape/variable.ts';
import type { Rule, Traced, Vocabulary } from './tape/vocabulary.ts';

/** Where a new tensor lies, what it holds, and whether gradients flow to it. */
export interface TensorOptions extends ArrayOptions {
  /** Whether `backward` computes its gradient. Default false. */
  requiresGrad?: boolean;
}

/** How `backward` runs. */
export interface BackwardOptions {
  /** Keeps the graph, so that `backward` can run through it again. Default false: it is freed on the way. */
  retainGraph?: boolean;
}

/** What an operation combines a tensor with. Arrays and numbers are constants. */
export type Operand = Tensor | NDArray | number;

/**
 * An array that remembers how it was computed, so that `backward` can go the same way back. Operations broadcast like
 * NumPy's and return new tensors; comparisons return masks (arrays), as they have no gradient.
 *
 * @example
 * ```ts
 * import { tensor } from '@zero-to-gpt/autograd';
 *
 * const x = tensor([1, 2, 3], { requiresGrad: true });
 * x.mul(x).sum().backward();
 * x.grad!.toArray(); // → [2, 4, 6]
 * ```
 */
export class Tensor implements Vocabulary<Tensor>, Disposable {
  /** Its place on the tape. */
  readonly variable: Variable;

  /** Wraps an array, without copying it. @throws TypeError for what is no array, and where a gradient is wanted of whole numbers */
  constructor(value: NDArray | Variable, options?: { requiresGrad?: boolean }) {
    const requiresGrad =
      options !== undefined && (checkOptions('Tensor', options, ['requiresGrad']).requiresGrad ?? false);
    this.variable = value instanceof Variable ? value : new Variable(checkArray(value), requiresGrad);
  }

  /** The values. Use of those that `backward` has freed throws: read or `detach` them before. */
  get value(): NDArray {
    return this.variable.value;
  }
  /** Size of each axis. */
  get shape(): Shape {
    return this.value.shape;
  }
  /** Number of axes. */
  get ndim(): number {
    return this.value.ndim;
  }
  /** Number of elements. */
  get size(): number {
    return this.value.size;
  }
  /** Kind of number. */
  get dtype(): DType {
    return this.value.dtype;
  }
  /** Where the values lie. */
  get device(): Device {
    return this.value.device;
  }
  /** Whether `backward` computes its gradient; may be changed for tensors that were not computed (to freeze them). */
  get requiresGrad(): boolean {
    return this.variable.requiresGrad;
  }
  set requiresGrad(wanted: boolean) {
    this.variable.requiresGrad = wanted;
  }
  /** dL/dthis, summed over all calls of `backward` since `zeroGrad`; null before. Its buffer stays the same until `dispose`. */
  get grad(): NDArray | null {
    return this.variable.gradient;
  }
  /** Copies a gradient into the buffer; null is `zeroGrad`. @throws RangeError where the shape differs */
  set grad(gradient: NDArray | null) {
    if (gradient && `${gradient.shape}` !== `${this.shape}`)
      throw new RangeError(`Cannot set the gradient of [${this.shape}]: found shape [${gradient.shape}]`);
    if (gradient === this.grad) return;
    this.variable.clearGradient();
    if (gradient) this.variable.accumulate(gradient);
  }
  /** Empties the gradient: `grad` is null until the next `backward`. */
  zeroGrad(): void {
    this.variable.clearGradient();
  }

  /**
   * Adds dL/dp to `grad` of every tensor p with `requiresGrad` that this scalar L was computed from. Frees the graph on
   * the way, each value after its last use; this one can still be read.
   * @throws RangeError unless it has one element; Error where nothing requires a gradient, on a second call without
   * `retainGraph`, after the scope closed, and where a value that is needed was changed in place
   */
  backward(options: BackwardOptions = {}): void {
    const { retainGraph = false } = checkOptions('backward', options, ['retainGraph']);
    if (this.size !== 1)
      throw new RangeError(
        `Cannot start backward() from shape [${this.shape}]: reduce it to one number, e.g. by mean()`,
      );
    checkTracked(this);
    using dy = emptyLike(this.value).fill(1);
    const sink = {
      leaf: (leaf: Variable, dx: NDArray) => leaf.accumulate(dx),
      complete: (leaf: Variable) => leaf.onGradient?.(),
    };
    propagate(this.variable, dy, sink, { retainGraph });
  }
  /**
   * Makes `backward` leave the gradient of this computed tensor in `grad`, as it does for leaves. Its buffer lives until
   * `dispose`.
   */
  retainGrad(): this {
    this.variable.retainGradient();
    return this;
  }
  /** The same values on no tape: gradients stop here. It outlives the graph. */
  detach(): Tensor {
    return new Tensor(this.value.view());
  }

  // ── Element by element ──

  /** Sum with `other`. */
  add(other: Operand): Tensor {
    return binary(rules.add, this, other);
  }
  /** Difference to `other`. */
  sub(other: Operand): Tensor {
    return binary(rules.sub, this, other);
  }
  /** Product with `other`, element by element. */
  mul(other: Operand): Tensor {
    return binary(rules.mul, this, other);
  }
  /** Quotient by `other`. */
  div(other: Operand): Tensor {
    return binary(rules.div, this, other);
  }
  /** Remainder with the divisor's sign. */
  mod(other: Operand): Tensor {
    return binary(rules.mod, this, other);
  }
  /** Power of `other`. */
  pow(other: Operand): Tensor {
    return binary(rules.pow, this, other);
  }
  /** The larger of both; where they tie, each gets half of the gradient. */
  maximum(other: Operand): Tensor {
    return binary(rules.maximum, this, other);
  }
  /** The smaller of both; where they tie, each gets half of the gradient. */
  minimum(other: Operand): Tensor {
    return binary(rules.minimum, this, other);
  }

  /** −x. */
  neg(): Tensor {
    return applyOne(rules.neg, this);
  }
  /** |x|. */
  abs(): Tensor {
    return applyOne(rules.abs, this);
  }
  /** −1, 0 or 1; flat, so the gradient is 0. */
  sign(): Tensor {
    return applyOne(rules.sign, this);
  }
  /** Largest whole number at most x; the gradient is 0. */
  floor(): Tensor {
    return applyOne(rules.floor, this);
  }
  /** Smallest whole number at least x; the gradient is 0. */
  ceil(): Tensor {
    return applyOne(rules.ceil, this);
  }
  /** The nearest multiple of 10^−decimals, halves to the even one; the gradient is 0. */
  round(options: { decimals?: number } = {}): Tensor {
    const { decimals = 0 } = checkOptions('round', options, ['decimals']);
    return applyOne((x) => rules.round(x, decimals), this);
  }
  /** eˣ. */
  exp(): Tensor {
    return applyOne(rules.exp, this);
  }
  /** Natural logarithm. */
  log(): Tensor {
    return applyOne(rules.log, this);
  }
  /** ln(1 + x). */
  log1p(): Tensor {
    return applyOne(rules.log1p, this);
  }
  /** Square root. */
  sqrt(): Tensor {
    return applyOne(rules.sqrt, this);
  }
  /** Sine. */
  sin(): Tensor {
    return applyOne(rules.sin, this);
  }
  /** Cosine. */
  cos(): Tensor {
    return applyOne(rules.cos, this);
  }
  /** Gauss's error function. */
  erf(): Tensor {
    return applyOne(rules.erf, this);
  }
  /** max(x, 0). */
  relu(): Tensor {
    return applyOne(rules.relu, this);
  }
  /** Hyperbolic tangent. */
  tanh(): Tensor {
    return applyOne(rules.tanh, this);
  }
  /** 1/(1 + e⁻ˣ). */
  sigmoid(): Tensor {
    return applyOne(rules.sigmoid, this);
  }

  // ── Along axes, and products ──

  /** Along an axis (default the last): positive, sums to one. */
  softmax(options: { axis?: number } = {}): Tensor {
    const { axis = -1 } = checkOptions('softmax', options, ['axis']);
    return applyOne((x) => rules.softmax(x, axis), this);
  }
  /** Logarithm of `softmax`, exact where that underflows. */
  logSoftmax(options: { axis?: number } = {}): Tensor {
    const { axis = -1 } = checkOptions('logSoftmax', options, ['axis']);
    return applyOne((x) => rules.logSoftmax(x, axis), this);
  }
  /** Matrix product over the last two axes; leading axes broadcast, vectors count as a row or a column. */
  matmul(other: Tensor | NDArray): Tensor {
    const [a, b] = [this, lift(other)];
    if (a.ndim === 1)
      return a
        .unsqueeze(0)
        .matmul(b)
        .squeeze(b.ndim === 1 ? 0 : -2);
    if (b.ndim === 1) return a.matmul(b.unsqueeze(1)).squeeze(-1);
    return applyOne(rules.matmul, a, b);
  }
  /** Inner product of vectors, matrix product of matrices; else NumPy's `dot`: every row of this with every column of `other`. */
  dot(other: Tensor | NDArray): Tensor {
    const b = lift(other);
    if (this.ndim === 0 || b.ndim === 0) return this.mul(b);
    if (this.ndim === 1 || b.ndim <= 2) return this.matmul(b);
    const ones = b.shape.slice(1).map(() => 1);
    return this.reshape(...this.shape.slice(0, -1), ...ones, this.shape.at(-1)!)
      .matmul(b)
      .squeeze(-2);
  }

  /** Sum over axes. */
  sum(options: AxisOptions = {}): Tensor {
    return applyOne((x) => rules.sum(x, options), this);
  }
  /** Mean over axes. */
  mean(options: AxisOptions = {}): Tensor {
    return applyOne((x) => rules.mean(x, options), this);
  }
  /** Largest element over axes; those that tie share the gradient. */
  max(options: AxisOptions = {}): Tensor {
    return applyOne((x) => rules.max(x, options), this);
  }
  /** Smallest element over axes; those that tie share the gradient. */
  min(options: AxisOptions = {}): Tensor {
    return applyOne((x) => rules.min(x, options), this);
  }
  /** Product over axes; zeros do no harm to the gradient. */
  prod(options: AxisOptions = {}): Tensor {
    return applyOne((x) => rules.prod(x, options), this);
  }
  /** Mean squared distance from the mean, over axes; `correction` 1 is PyTorch's default, 0 is this one's and NumPy's. @throws RangeError for `correction` elements or fewer */
  var(options: SpreadOptions = {}): Tensor {
    return applyOne((x) => rules.variance(x, options), this);
  }
  /** Standard deviation: the root of `var`. @throws RangeError for `correction` elements or fewer */
  std(options: SpreadOptions = {}): Tensor {
    return applyOne((x) => rules.std(x, options), this);
  }
  /** Running sums along an axis, or of all elements in row-major order. */
  cumsum(options: { axis?: number } = {}): Tensor {
    const { axis } = checkOptions('cumsum', options, ['axis']);
    return axis === undefined ? this.flatten().cumsum({ axis: 0 }) : applyOne((x) => rules.cumsum(x, axis), this);
  }
  /** Running products; zeros do no harm to the gradient. */
  cumprod(options: { axis?: number } = {}): Tensor {
    const { axis } = checkOptions('cumprod', options, ['axis']);
    return axis === undefined ? this.flatten().cumprod({ axis: 0 }) : applyOne((x) => rules.cumprod(x, axis), this);
  }
  /** Each lane of an axis (default the last) in order, NaN as the largest. @throws TypeError on devices whose memory the host does not see */
  sort(options: SortOptions = {}): Tensor {
    checkOptions('sort', options, ['axis', 'descending']); // the rule asks argsort, whose name an error would say
    return applyOne((x) => rules.sort(x, options), this);
  }

  // ── Shape and indexing ──

  /** The same elements in another shape; one axis may be −1. */
  reshape(...shape: number[]): Tensor {
    return applyOne((x) => rules.reshape(x, shape), this);
  }
  /** Axes i and j exchanged. */
  transpose(i: number, j: number): Tensor {
    return applyOne((x) => rules.transpose(x, i, j), this);
  }
  /** The axes in another order. */
  permute(...axes: number[]): Tensor {
    return applyOne((x) => rules.permute(x, axes), this);
  }
  /** All axes in reverse order. */
  get T(): Tensor {
    return this.permute(...this.shape.map((_, i) => this.ndim - 1 - i));
  }
  /** The last two axes exchanged. */
  get mT(): Tensor {
    return this.transpose(-2, -1);
  }
  /** Repeats axes of size 1, and new leading axes, without copying. */
  expand(...shape: number[]): Tensor {
    return applyOne((x) => rules.expand(x, shape), this);
  }
  /** Without an axis of size 1, or without all of them. */
  squeeze(axis?: number): Tensor {
    return applyOne((x) => rules.squeeze(x, axis), this);
  }
  /** With a new axis of size 1. */
  unsqueeze(axis: number): Tensor {
    return applyOne((x) => rules.unsqueeze(x, axis), this);
  }
  /** A window, one entry an axis: a number takes that position and drops the axis. */
  slice(...ranges: (number | Range)[]): Tensor {
    return applyOne((x) => rules.slice(x, ranges), this);
  }
  /** Equal parts along an axis (default 0). */
  split(parts: number, options: { axis?: number } = {}): Tensor[] {
    const { axis = 0 } = checkOptions('split', options, ['axis']);
    return apply((x) => rules.split(x, parts, axis), this);
  }
  /** All elements along one axis, in row-major order: `reshape(-1)`. */
  flatten(): Tensor {
    return this.reshape(-1);
  }
  /** Backwards along an axis, several, or all of them. */
  flip(axis?: number | readonly number[]): Tensor {
    return applyOne((x) => rules.flip(x, axis), this);
  }
  /** Each element `counts` times in a row along an axis, of the flattened tensor without one. NumPy's `repeat`: PyTorch's is `tile` here. */
  repeat(counts: number | readonly number[], options: { axis?: number } = {}): Tensor {
    const { axis } = checkOptions('repeat', options, ['axis']);
    return axis === undefined
      ? this.flatten().repeat(counts, { axis: 0 })
      : applyOne((x) => rules.repeat(x, counts, axis), this);
  }
  /** Copies of the whole side by side, so many along each of the last axes. */
  tile(...counts: number[]): Tensor {
    return applyOne((x) => rules.tile(x, counts), this);
  }
  /** Rows at `indices` (int32, or a list), or positions of another axis: each adds to the gradient of the row it came from. @throws RangeError outside the axis, where the host can see it */
  take(indices: NDArray | readonly number[] | Int32Array, options: { axis?: number } = {}): Tensor {
    const { axis = 0 } = checkOptions('take', options, ['axis']);
    return applyOne((x) => rules.take(x, indices, axis), this);
  }
  /** The elements where a mask (uint8) is 1, NumPy's `x[mask]`; rows for a mask over the first axes. @throws TypeError on devices whose memory the host does not see */
  select(mask: NDArray): Tensor {
    return applyOne((x) => rules.select(x, mask), this);
  }
  /** A copy in memory of its own, through which the gradient passes. */
  clone(): Tensor {
    return this.astype(this.dtype);
  }
  /** The elements in another dtype; the gradient comes back in this one. */
  astype(dtype: DType): Tensor {
    return applyOne((x) => rules.astype(x, dtype), this);
  }

  // ── Without gradient ──

  /** 1 where equal, else 0 (uint8). */
  equal(other: Operand): NDArray {
    return this.value.equal(plain(other));
  }
  /** 1 where different, else 0 (uint8). */
  notEqual(other: Operand): NDArray {
    return this.value.notEqual(plain(other));
  }
  /** 1 where smaller, else 0 (uint8). */
  less(other: Operand): NDArray {
    return this.value.less(plain(other));
  }
  /** 1 where smaller or equal, else 0 (uint8). */
  lessEqual(other: Operand): NDArray {
    return this.value.lessEqual(plain(other));
  }
  /** 1 where greater, else 0 (uint8). */
  greater(other: Operand): NDArray {
    return this.value.greater(plain(other));
  }
  /** 1 where greater or equal, else 0 (uint8). */
  greaterEqual(other: Operand): NDArray {
    return this.value.greaterEqual(plain(other));
  }
  /** Position of the largest element along an axis, or among all (int32). */
  argmax(options: { axis?: number } = {}): NDArray {
    return this.value.argmax(options);
  }
  /** Position of the smallest element along an axis, or among all (int32). */
  argmin(options: { axis?: number } = {}): NDArray {
    return this.value.argmin(options);
  }
  /** Positions (int32) that sort each lane of an axis (default the last). @throws TypeError on devices whose memory the host does not see */
  argsort(options: SortOptions = {}): NDArray {
    return this.value.argsort(options);
  }

  /** As `apply`, for rules that call another one by `run`. */
  applyRule(rule: Rule, inputs: readonly Tensor[]): Tensor[] {
    return apply(rule, ...inputs);
  }

  // ── Reading and lifetime ──

  /** The only element as a number, where the host sees the memory. */
  item(): number {
    return this.value.item();
  }
  /** A copy of the elements in row-major order; waits for the device. */
  data(): Promise<TypedArray> {
    return this.value.data();
  }
  /** The values, printed as NumPy does. */
  toString(): string {
    return this.value.toString();
  }
  /** Frees the values and the gradient. */
  dispose(): void {
    this.variable.dispose();
  }
  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose();
  }
}

/** A tensor from nested lists; with `requiresGrad`, one that `backward` computes a gradient for. */
export function tensor(nested: Nested, given: TensorOptions = {}): Tensor {
  const { requiresGrad = false, ...options } = checkOptions('tensor', given, ['requiresGrad', 'dtype', 'device']);
  return new Tensor(array(nested, options), { requiresGrad });
}

/**
 * Runs a rule of calculus on tensors and remembers the way back. The rule sees arrays; what it makes and neither
 * returns nor saves is freed. Arrays without gradient (ids, masks) are captured by the rule's closure.
 *
 * @example
 * ```ts
 * import { applyOne, tensor } from '@zero-to-gpt/autograd';
 * import type { NDArray } from '@zero-to-gpt/linalg';
 *
 * const cube = (x: NDArray) => ({
 *   values: [x.mul(x).mul(x)],
 *   saved: [x],
 *   backward: ([dy]: readonly (NDArray | null)[]) => [dy!.mul(x).mul(x).mul(3)],
 * });
 * const x = tensor(2, { requiresGrad: true });
 * applyOne(cube, x).backward();
 * x.grad!.item(); // → 12
 * ```
 */
export function apply(rule: Rule, ...inputs: Tensor[]): Tensor[] {
  return record(rule, inputs.map(placeOf)).map((variable) => new Tensor(variable));
}

function placeOf(input: Tensor): Variable {
  if (input?.variable) return input.variable;
  throw new TypeError(
    input instanceof NDArray
      ? 'Cannot differentiate by an array: wrap it, new Tensor(x)'
      : `Cannot compute with ${input === null ? 'null' : typeof input}: expected a Tensor`,
  );
}

/** `apply` for a rule with one value. */
export function applyOne(rule: Rule, ...inputs: Tensor[]): Tensor {
  return apply(rule, ...inputs)[0]!;
}

/** @throws Error where no gradient flows through `output` */
export function checkTracked(output: Tensor): void {
  if (!output.requiresGrad)
    throw new Error(
      'Cannot start backward(): no tensor it was computed from requires a gradient; set requiresGrad, and compute outside noGrad()',
    );
}

function binary(rule: (a: NDArray, b: NDArray | number) => Traced<NDArray>, a: Tensor, b: Operand): Tensor {
  return typeof b === 'number' ? applyOne((x) => rule(x, b), a) : applyOne(rule, a, lift(b));
}

/** @throws TypeError, in JavaScript, for what is no array */
export function checkArray(value: NDArray): NDArray {
  if (value instanceof NDArray) return value;
  const cure = Array.isArray(value) || typeof value === 'number' ? '; use tensor(), or array()' : '';
  throw new TypeError(`Cannot wrap ${kindOf(value)}: expected an NDArray${cure}`);
}

function lift(x: Tensor | NDArray): Tensor {
  if (x instanceof Tensor) return x;
  if (x instanceof NDArray) return new Tensor(x);
  throw new TypeError(`Cannot compute with ${kindOf(x)}: expected a Tensor, an NDArray or a number`);
}

function plain(x: Operand): NDArray | number {
  return x instanceof Tensor ? x.value : x;
}
