// Longer than 300 lines: the class lists the whole vocabulary of arrays, a line or three a word; the work is done in the files above it.
import { checkOptions } from './check-options.ts';
import * as compute from './compute.ts';
import type { BinaryOp, Device, UnaryOp } from './device.ts';
import type { DType, TypedArray } from './dtype.ts';
import { formatArray } from './format.ts';
import type { Geometry, Range } from './geometry.ts';
import * as geometry from './geometry.ts';
import { placeOfBirth, release, retain, unwatch, watch } from './lifetime.ts';
import { checkMask, positions } from './mask.ts';
import { type Nested, nested } from './nested.ts';
import * as reduction from './reduce.ts';
import { repeat, tile } from './repeat.ts';
import * as rounding from './round.ts';
import { scan } from './scan.ts';
import { adopt, type Scope } from './scope.ts';
import { isContiguous, rowMajor, type Shape, sizeOf } from './shape.ts';
import type { SortOptions } from './sort.ts';
import * as order from './sort.ts';
import type { Storage, View } from './view.ts';

/** Axes of a reduction: all of them by default. */
export interface AxisOptions {
  /** One axis or several; negative ones count from the right. */
  axis?: number | readonly number[];
  /** Leaves the reduced axes in the shape, as 1. */
  keepdims?: boolean;
}

/** Axes of `var` and `std`, and what they divide by. */
export interface SpreadOptions extends AxisOptions {
  /** Taken off the number of elements before dividing: 0 (default, as in NumPy) for the spread of these numbers, 1 (PyTorch's default) to guess that of what they were drawn from. */
  correction?: number;
}

/**
 * An n-dimensional array: a strided window onto counted device memory. Views (`reshape`, `slice`, `transpose` …) share
 * the memory; every handle holds one count on it until it is disposed, by hand, by `using`, or by its scope.
 * Operations broadcast like NumPy's, need one device, and return new arrays.
 */
export class NDArray implements View, Disposable {
  /** Size of each axis. */
  readonly shape: Shape;
  /** Elements between neighbours along each axis. */
  readonly strides: readonly number[];
  /** Position of the first element in the storage. */
  readonly offset: number;
  /** Where the memory lies. */
  readonly device: Device;
  /** The scope that frees it; null outside all scopes. Kept by the scopes. */
  home: Scope | null = null;
  readonly #storage: Storage;
  readonly #born: string | undefined;
  #gone: string | null = null;

  /** Wraps device memory; users call `array`, `zeros` and the like. */
  constructor(view: View, device: Device) {
    this.#storage = view.storage;
    this.shape = view.shape;
    this.strides = view.strides;
    this.offset = view.offset;
    this.device = device;
    if (!shown) show();
    this.#born = placeOfBirth();
    retain(view.storage);
    if (!adopt(this)) this.leaveScopes();
  }

  /** The memory it looks at. @throws Error once the array is disposed */
  get storage(): Storage {
    if (this.#gone !== null)
      throw new Error(
        `Cannot use an array of shape [${this.shape}]: ${this.#gone}${this.#born ? `\n${this.#born}` : ''}`,
      );
    return this.#storage;
  }
  /** Kind of its elements. */
  get dtype(): DType {
    return this.#storage.dtype;
  }
  /** Number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }
  /** Number of axes. */
  get ndim(): number {
    return this.shape.length;
  }
  /** Whether its elements lie in row-major order without gaps. */
  get isContiguous(): boolean {
    return isContiguous(this.shape, this.strides);
  }
  /** Whether its count has been dropped. */
  get isDisposed(): boolean {
    return this.#gone !== null;
  }

  // ── Views: no element moves ──

  /** The same elements in another shape; one axis may be −1. Copies only where strides forbid a view. */
  reshape(...shape: number[]): NDArray {
    const full = geometry.inferShape(this.size, shape, this.shape);
    const strides = geometry.reshapedStrides(this, full);
    if (strides) return this.#view({ shape: full, strides, offset: this.offset });
    const out = compute.allocate(this.device, this.dtype, this.shape);
    this.device.copy(this, out);
    return new NDArray({ ...out, shape: full, strides: rowMajor(full) }, this.device);
  }
  /** Another handle on the same elements, with a count of its own. */
  view(): NDArray {
    return this.#view(this);
  }
  /** Axes i and j exchanged. */
  transpose(i: number, j: number): NDArray {
    return this.#view(geometry.transposed(this, i, j));
  }
  /** Axes in another order. */
  permute(...axes: number[]): NDArray {
    return this.#view(geometry.permuted(this, axes));
  }
  /** All axes reversed. */
  get T(): NDArray {
    return this.permute(...this.shape.map((_, i) => this.ndim - 1 - i));
  }
  /** Matrix transpose: the last two axes exchanged. */
  get mT(): NDArray {
    return this.transpose(-2, -1);
  }
  /** Part of each axis: a number takes one position and drops the axis. `x.slice({}, 0)` is the first column. */
  slice(...ranges: (number | Range)[]): NDArray {
    return this.#view(geometry.sliced(this, ranges));
  }
  /** Axes of 1, and missing leading axes, repeated up to `shape`. */
  expand(...shape: number[]): NDArray {
    return this.#view(geometry.expanded(this, shape));
  }
  /** Without one axis of 1, or without all of them. */
  squeeze(axis?: number): NDArray {
    return this.#view(geometry.squeezed(this, axis));
  }
  /** With a new axis of 1 at position `axis`. */
  unsqueeze(axis: number): NDArray {
    return this.#view(geometry.unsqueezed(this, axis));
  }
  /** Equal parts along an axis (default 0), as views. @throws RangeError where the parts would differ */
  split(parts: number, { axis = 0 }: { axis?: number } = {}): NDArray[] {
    return geometry.splits(this, parts, axis).map((part) => this.#view(part));
  }
  /** All elements along one axis, in row-major order: `reshape(-1)`. */
  flatten(): NDArray {
    return this.reshape(-1);
  }
  /** Backwards along an axis, several, or all of them. */
  flip(axis?: number | readonly number[]): NDArray {
    return this.#view(geometry.flipped(this, axis));
  }

  // ── Copies ──

  /** Itself-like elements in row-major order: a view where they are so already, else a copy. */
  contiguous(): NDArray {
    return this.isContiguous ? this.view() : this.clone();
  }
  /** A copy in memory of its own. */
  clone(): NDArray {
    return this.astype(this.dtype);
  }
  /** A copy in another dtype. Floats are cut towards zero on their way to integers. */
  astype(dtype: DType): NDArray {
    const out = this.#new(compute.allocate(this.device, dtype, this.shape));
    this.device.copy(this, out);
    return out;
  }
  /** Each element `counts` times in a row along an axis, of the flattened array without one; a list has a count for each position. NumPy's `repeat`: PyTorch's is `tile` here. */
  repeat(counts: number | readonly number[], { axis }: { axis?: number } = {}): NDArray {
    return this.#along(axis, (x, at) => repeat(x, counts, at));
  }
  /** Copies of the whole array side by side, so many along each of the last axes. */
  tile(...counts: number[]): NDArray {
    return this.#new(tile(this, counts));
  }
  /** A copy on another device. */
  async to(device: Device): Promise<NDArray> {
    const data = await this.data();
    const out = new NDArray(compute.allocate(device, this.dtype, this.shape), device);
    device.write(out, data);
    return out;
  }

  // ── Element-wise ──

  /** Sum; broadcasts, as all of these. */
  add(other: NDArray | number): NDArray {
    return this.#binary('add', other);
  }
  /** Difference. */
  sub(other: NDArray | number): NDArray {
    return this.#binary('sub', other);
  }
  /** Element-wise product. */
  mul(other: NDArray | number): NDArray {
    return this.#binary('mul', other);
  }
  /** Quotient; float32 for integers. */
  div(other: NDArray | number): NDArray {
    return this.#binary('div', other);
  }
  /** Remainder with the divisor's sign. */
  mod(other: NDArray | number): NDArray {
    return this.#binary('mod', other);
  }
  /** Power. */
  pow(other: NDArray | number): NDArray {
    return this.#binary('pow', other);
  }
  /** The larger of both; NaN wins. */
  maximum(other: NDArray | number): NDArray {
    return this.#binary('maximum', other);
  }
  /** The smaller of both; NaN wins. */
  minimum(other: NDArray | number): NDArray {
    return this.#binary('minimum', other);
  }
  /** Mask (uint8) of equal elements. */
  equal(other: NDArray | number): NDArray {
    return this.#binary('equal', other);
  }
  /** Mask of different elements. */
  notEqual(other: NDArray | number): NDArray {
    return this.#binary('notEqual', other);
  }
  /** Mask of elements below `other`. */
  less(other: NDArray | number): NDArray {
    return this.#binary('less', other);
  }
  /** Mask of elements at most `other`. */
  lessEqual(other: NDArray | number): NDArray {
    return this.#binary('lessEqual', other);
  }
  /** Mask of elements above `other`. */
  greater(other: NDArray | number): NDArray {
    return this.#binary('greater', other);
  }
  /** Mask of elements at least `other`. */
  greaterEqual(other: NDArray | number): NDArray {
    return this.#binary('greaterEqual', other);
  }
  /** −x. */
  neg(): NDArray {
    return this.#unary('neg');
  }
  /** |x|. */
  abs(): NDArray {
    return this.#unary('abs');
  }
  /** −1, 0 or 1. */
  sign(): NDArray {
    return this.#unary('sign');
  }
  /** Largest whole number at most x. */
  floor(): NDArray {
    return this.#unary('floor');
  }
  /** Smallest whole number at least x. */
  ceil(): NDArray {
    return this.#new(rounding.ceil(this));
  }
  /** The nearest multiple of 10^−decimals; halves go to the even one. */
  round({ decimals = 0 }: { decimals?: number } = {}): NDArray {
    return this.#new(rounding.round(this, decimals));
  }
  /** eˣ. */
  exp(): NDArray {
    return this.#unary('exp');
  }
  /** Natural logarithm. */
  log(): NDArray {
    return this.#unary('log');
  }
  /** ln(1 + x). */
  log1p(): NDArray {
    return this.#unary('log1p');
  }
  /** Square root. */
  sqrt(): NDArray {
    return this.#unary('sqrt');
  }
  /** Sine of radians. */
  sin(): NDArray {
    return this.#unary('sin');
  }
  /** Cosine of radians. */
  cos(): NDArray {
    return this.#unary('cos');
  }
  /** Hyperbolic tangent. */
  tanh(): NDArray {
    return this.#unary('tanh');
  }
  /** Error function. */
  erf(): NDArray {
    return this.#unary('erf');
  }
  /** max(x, 0). */
  relu(): NDArray {
    return this.#unary('relu');
  }
  /** 1 / (1 + e⁻ˣ). */
  sigmoid(): NDArray {
    return this.#unary('sigmoid');
  }

  // ── Reductions ──

  /** Sum over axes; masks and integers sum to int32. */
  sum(options?: AxisOptions): NDArray {
    return this.#reduce('sum', options);
  }
  /** Mean over axes; float32 for integers. */
  mean(options?: AxisOptions): NDArray {
    return this.#reduce('mean', options);
  }
  /** Product over axes. */
  prod(options?: AxisOptions): NDArray {
    return this.#reduce('prod', options);
  }
  /** Largest element over axes; NaN wins. */
  max(options?: AxisOptions): NDArray {
    return this.#reduce('max', options);
  }
  /** Smallest element over axes; NaN wins. */
  min(options?: AxisOptions): NDArray {
    return this.#reduce('min', options);
  }
  /** Mean squared distance from the mean; float32 for integers. @throws RangeError for `correction` elements or fewer */
  var(options: SpreadOptions = {}): NDArray {
    return this.#spread('var', options);
  }
  /** Standard deviation: the root of `var`. @throws RangeError for `correction` elements or fewer */
  std(options: SpreadOptions = {}): NDArray {
    return this.#spread('std', options);
  }
  /** Mask: 1 where any element over the axes is not 0. NaN is not 0. */
  any(options: AxisOptions = {}): NDArray {
    checkOptions('any', options, ['axis', 'keepdims']);
    return this.#folded(reduction.test('any', this, options.axis), options);
  }
  /** Mask: 1 where no element over the axes is 0. */
  all(options: AxisOptions = {}): NDArray {
    checkOptions('all', options, ['axis', 'keepdims']);
    return this.#folded(reduction.test('all', this, options.axis), options);
  }
  /** Position (int32) of the first largest element: along an axis, or in row-major order of all. */
  argmax(options: { axis?: number } = {}): NDArray {
    const { axis } = checkOptions('argmax', options, ['axis']);
    return this.#along(axis, (x, at) => reduction.argument('max', x, at));
  }
  /** Position (int32) of the first smallest element. */
  argmin(options: { axis?: number } = {}): NDArray {
    const { axis } = checkOptions('argmin', options, ['axis']);
    return this.#along(axis, (x, at) => reduction.argument('min', x, at));
  }

  // ── Along an axis ──

  /** Running sums along an axis, or of all elements in row-major order; int32 for masks and integers. */
  cumsum(options: { axis?: number } = {}): NDArray {
    const { axis } = checkOptions('cumsum', options, ['axis']);
    return this.#along(axis, (x, at) => scan('add', x, at));
  }
  /** Running products. */
  cumprod(options: { axis?: number } = {}): NDArray {
    const { axis } = checkOptions('cumprod', options, ['axis']);
    return this.#along(axis, (x, at) => scan('mul', x, at));
  }
  /** A copy with each lane of an axis (default the last) in order, NaN as the largest. @throws TypeError on devices whose memory the host does not see */
  sort(options?: SortOptions): NDArray {
    return this.#new(order.sort(this, options));
  }
  /** Positions (int32) that sort each lane; equal elements keep their order. @throws TypeError on devices whose memory the host does not see */
  argsort(options?: SortOptions): NDArray {
    return this.#new(order.argsort(this, options));
  }

  // ── Products and look-ups ──

  /** Matrix product over the last two axes; leading axes broadcast. (…, M, K) · (…, K, N) → (…, M, N). */
  matmul(other: NDArray): NDArray {
    return this.#new(compute.matmul(this, other));
  }
  /** Inner product of vectors, matrix product of matrices, product with a scalar; else NumPy's `dot`: every row of this array with every column of `other`. */
  dot(other: NDArray): NDArray {
    return this.#new(compute.dot(this, other));
  }
  /** Rows of this table at `indices` (int32, or a list): (V, …) at (N, …) → (N, …, …); or positions of another axis. @throws RangeError outside the table, where the host can see it */
  take(indices: NDArray | readonly number[] | Int32Array, { axis = 0 }: { axis?: number } = {}): NDArray {
    return this.#new(
      indices instanceof NDArray ? compute.take(this, indices, axis) : compute.takeListed(this, indices, axis),
    );
  }
  /**
   * The elements where a mask (uint8) is 1, NumPy's `x[mask]`: one axis of them for a mask of this shape, rows for a mask over the first axes.
   * @throws TypeError on devices whose memory the host does not see: the shape follows from the values
   */
  select(mask: NDArray): NDArray {
    compute.sameDevice(this, mask);
    checkMask(mask, this.shape);
    using rows = this.reshape(mask.size, ...this.shape.slice(mask.ndim));
    return rows.take(positions(mask));
  }

  // ── In place ──

  /** Overwrites this array with `source`, broadcast to its shape and converted to its dtype; with a mask (uint8) in `where`, only the elements where that is 1: NumPy's `x[mask] = source`. */
  assign(source: NDArray | number, { where }: { where?: NDArray } = {}): this {
    compute.assign(this, source, where);
    return this;
  }
  /** Every element becomes `value`. */
  fill(value: number): this {
    this.device.fill(this, value);
    return this;
  }
  /** Overwrites one element. */
  set(value: number, ...index: number[]): void {
    this.device.fill(this.#element(index), value);
  }

  // ── Reading ──

  /** The elements in row-major order: a copy, once the device is done. */
  data(): Promise<TypedArray> {
    return this.device.read(this);
  }
  /** The same at once. @throws TypeError on devices whose memory the host does not see */
  toFlat(): TypedArray {
    return compute.readAtOnce(this);
  }
  /** The only element as a number. @throws RangeError unless there is exactly one */
  item(): number {
    if (this.size !== 1)
      throw new RangeError(`Cannot take item() of shape [${this.shape}]: expected one element, found ${this.size}`);
    return compute.readAtOnce(this)[0]!;
  }
  /** One element. */
  get(...index: number[]): number {
    return compute.readAtOnce({ ...this.#element(index), device: this.device })[0]!;
  }
  /** Nested lists of numbers; a plain number for a scalar. */
  toArray(): Nested {
    return nested(this.toFlat(), this.shape);
  }
  /** Printed like NumPy's arrays; on devices that must be awaited, shape and dtype only. */
  toString(): string {
    if (this.isDisposed || !this.device.readSync) return `NDArray(shape [${this.shape}], ${this.dtype})`;
    return formatArray(this.toFlat(), this.shape, this.dtype);
  }

  // ── Lifetime ──

  /** Drops this handle's count; the last handle on the memory frees it. Later use throws, naming `reason`. */
  dispose(reason = 'it was disposed'): void {
    if (this.#gone !== null) return;
    this.#gone = reason;
    if (this.home) this.home = null;
    else unwatch(this);
    release(this.device, this.#storage);
  }
  /** As `dispose`. */
  [Symbol.dispose](): void {
    this.dispose('it was freed when its scope closed, or by `using`; read it before, or keep() it');
  }
  /** Called by scopes when the array outlives all of them. */
  leaveScopes(): void {
    if (this.#gone === null) watch(this, { device: this.device, storage: this.#storage, born: this.#born });
  }

  #new(view: View): NDArray {
    return new NDArray(view, this.device);
  }
  #view({ shape, strides, offset }: Geometry): NDArray {
    return new NDArray({ storage: this.storage, shape, strides, offset }, this.device);
  }
  #unary(op: UnaryOp): NDArray {
    return this.#new(compute.unary(op, this));
  }
  #binary(op: BinaryOp, other: NDArray | number): NDArray {
    return this.#new(compute.binary(op, this, other));
  }
  #reduce(op: Parameters<typeof reduction.reduce>[0], options: AxisOptions = {}): NDArray {
    checkOptions(op, options, ['axis', 'keepdims']);
    return this.#folded(reduction.reduce(op, this, options.axis), options);
  }
  #spread(op: 'var' | 'std', options: SpreadOptions): NDArray {
    const { axis, correction = 0 } = checkOptions(op, options, ['axis', 'keepdims', 'correction']);
    return this.#folded(reduction.spread(op, this, axis, correction), options);
  }
  #folded({ out, kept }: reduction.Folded, { keepdims = false }: AxisOptions): NDArray {
    return this.#new(keepdims ? out : { ...out, shape: kept, strides: rowMajor(kept) });
  }
  /** An operation along one axis; where none is named, along all elements as one. */
  #along(axis: number | undefined, f: (x: NDArray, axis: number) => View): NDArray {
    using x = axis === undefined ? this.reshape(-1) : this.view();
    return this.#new(f(x, axis ?? 0));
  }
  #element(index: readonly number[]): View {
    if (index.length !== this.ndim)
      throw new RangeError(`Cannot find element [${index}] of [${this.shape}]: expected ${this.ndim} positions`);
    return { ...geometry.sliced(this, index), storage: this.storage };
  }
}

// what hosts look for; at the first array, as a static block would keep the class in every bundle
let shown = false;

/** Shows arrays in Node's console and in notebooks, by symbols that declared types cannot name. */
function show(): void {
  shown = true;
  Object.defineProperties(NDArray.prototype, {
    [Symbol.for('nodejs.util.inspect.custom')]: {
      value(this: NDArray): string {
        return inspect(this);
      },
    },
    [Symbol.for('Jupyter.display')]: {
      value(this: NDArray): Record<string, string> {
        return { 'text/plain': this.toString() };
      },
    },
  });
}

/** What Node's console shows. */
function inspect(x: NDArray): string {
  const note = x.dtype === 'float32' ? '' : `, dtype ${x.dtype}`;
  return x.isDisposed || !x.device.readSync ? x.toString() : `array(${indented(x.toString())}${note})`;
}

function indented(text: string): string {
  return text.replace(/\n(?!\n)/g, '\n      ');
}
