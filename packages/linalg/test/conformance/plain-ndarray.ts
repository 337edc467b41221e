// The documented subset of linalg on plain lists of numbers, the way a learner would write it: no views, no devices, no dtypes.

type Nested = number | readonly Nested[];
type Operand = NDArray | number;
type Range = { start?: number; stop?: number };
type AxisOptions = { axis?: number };

const product = (list: readonly number[]): number => list.reduce((a, b) => a * b, 1);

export class NDArray {
  readonly data: readonly number[];
  readonly shape: readonly number[];

  constructor(data: readonly number[], shape: readonly number[]) {
    this.data = data;
    this.shape = shape;
  }

  toArray(): Nested {
    const build = (axis: number, at: number): Nested =>
      axis === this.shape.length
        ? this.data[at]!
        : Array.from({ length: this.shape[axis]! }, (_, i) => build(axis + 1, at * this.shape[axis]! + i));
    return build(0, 0);
  }
  item(): number {
    if (this.data.length !== 1) throw new RangeError(`Cannot take item() of shape [${this.shape}]`);
    return this.data[0]!;
  }
  dispose(): void {} // JavaScript frees it

  reshape(...shape: number[]): NDArray {
    const known = product(shape.filter((n) => n !== -1));
    const full = shape.map((n) => (n === -1 ? this.data.length / known : n));
    if (product(full) !== this.data.length) throw new RangeError(`Cannot reshape [${this.shape}] to [${shape}]`);
    return new NDArray(this.data, full);
  }
  get T(): NDArray {
    const shape = [...this.shape].reverse();
    return generate(shape, (index) => this.#at([...index].reverse()));
  }
  slice(...ranges: (number | Range)[]): NDArray {
    const axes = this.shape.map((length, axis) => {
      const range = ranges[axis] ?? {};
      if (typeof range === 'number') {
        if (range < 0 || range >= length) throw new RangeError(`Cannot find ${range} in [${this.shape}]`);
        return { start: range, length: 1, kept: false };
      }
      const [start, stop] = [range.start ?? 0, Math.min(length, range.stop ?? length)];
      return { start, length: Math.max(0, stop - start), kept: true };
    });
    const kept = axes.filter((axis) => axis.kept).map((axis) => axis.length);
    const all = generate(
      axes.map((axis) => axis.length),
      (index) => this.#at(index.map((i, k) => i + axes[k]!.start)),
    );
    return new NDArray(all.data, kept);
  }
  take(indices: NDArray): NDArray {
    const [rows = 0, ...rest] = this.shape;
    return generate([...indices.shape, ...rest], (index) => {
      const row = indices.#at(index.slice(0, indices.shape.length));
      if (row < 0 || row >= rows) throw new RangeError(`Cannot take row ${row} of [${this.shape}]`);
      return this.#at([row, ...index.slice(indices.shape.length)]);
    });
  }

  readonly add = (other: Operand): NDArray => this.#pairs(other, (a, b) => a + b);
  readonly sub = (other: Operand): NDArray => this.#pairs(other, (a, b) => a - b);
  readonly mul = (other: Operand): NDArray => this.#pairs(other, (a, b) => a * b);
  readonly div = (other: Operand): NDArray => this.#pairs(other, (a, b) => a / b);
  readonly abs = (): NDArray => new NDArray(this.data.map(Math.abs), this.shape);
  readonly sign = (): NDArray => new NDArray(this.data.map(Math.sign), this.shape);
  readonly sqrt = (): NDArray => new NDArray(this.data.map(Math.sqrt), this.shape);

  readonly sum = (options?: AxisOptions): NDArray =>
    this.#along(options, (values) => values.reduce((a, b) => a + b, 0));
  readonly mean = (options?: AxisOptions): NDArray =>
    this.#along(options, (values) => values.reduce((a, b) => a + b, 0) / values.length);
  readonly min = (options?: AxisOptions): NDArray =>
    this.#along(options, (values) => values.reduce((a, b) => Math.min(a, b)));
  readonly max = (options?: AxisOptions): NDArray =>
    this.#along(options, (values) => values.reduce((a, b) => Math.max(a, b)));

  matmul(other: NDArray): NDArray {
    const [m = 0, k = 0] = this.shape;
    const [k2 = 0, n = 0] = other.shape;
    if (k !== k2)
      throw new RangeError(`Cannot multiply [${this.shape}] by [${other.shape}]: inner axes are ${k} and ${k2}`);
    return generate([m, n], ([i, j]) => {
      let sum = 0;
      for (let l = 0; l < k; l++) sum += this.data[i! * k + l]! * other.data[l * n + j!]!;
      return sum;
    });
  }

  #at(index: readonly number[]): number {
    return this.data[index.reduce((at, i, axis) => at * this.shape[axis]! + i, 0)]!;
  }
  #pairs(other: Operand, f: (a: number, b: number) => number): NDArray {
    if (typeof other === 'number') return this.#pairs(array(other), f);
    const rank = Math.max(this.shape.length, other.shape.length);
    const padded = (x: NDArray) => x.reshape(...Array<number>(rank - x.shape.length).fill(1), ...x.shape);
    const [a, b] = [padded(this), padded(other)];
    const shape = a.shape.map((length, axis) => {
      if (length !== b.shape[axis] && length !== 1 && b.shape[axis] !== 1)
        throw new RangeError(`Cannot broadcast [${this.shape}] and [${other.shape}]`);
      return length === 1 ? b.shape[axis]! : length;
    });
    const stretched = (x: NDArray, index: readonly number[]) =>
      x.#at(index.map((i, axis) => (x.shape[axis] === 1 ? 0 : i)));
    return generate(shape, (index) => f(stretched(a, index), stretched(b, index)));
  }
  #along({ axis }: AxisOptions = {}, f: (values: readonly number[]) => number): NDArray {
    if (axis === undefined) return new NDArray([f(this.data)], []);
    const at = axis < 0 ? axis + this.shape.length : axis;
    if (!(at in this.shape)) throw new RangeError(`Cannot find axis ${axis} in [${this.shape}]`);
    const out = generate(this.shape.with(at, 1), (index) =>
      f(Array.from({ length: this.shape[at]! }, (_, i) => this.#at(index.with(at, i)))),
    );
    return new NDArray(out.data, this.shape.toSpliced(at, 1));
  }
}

function generate(shape: readonly number[], f: (index: number[]) => number): NDArray {
  const index = shape.map(() => 0);
  const data = Array.from({ length: product(shape) }, () => {
    const value = f(index);
    for (let axis = shape.length - 1; axis >= 0 && ++index[axis]! === shape[axis]; axis--) index[axis] = 0;
    return value;
  });
  return new NDArray(data, shape);
}

export function array(nested: Nested): NDArray {
  const shape: number[] = [];
  for (let x: Nested | undefined = nested; typeof x === 'object'; x = x[0]) shape.push(x.length);
  const check = (x: Nested, axis: number): void => {
    const length = typeof x === 'number' ? undefined : x.length;
    if (length !== shape[axis]) throw new RangeError(`Cannot make an array: found ${length}, wanted ${shape[axis]}`);
    if (typeof x === 'object') for (const item of x) check(item, axis + 1);
  };
  check(nested, 0);
  return new NDArray(flat(nested), shape);
}
const flat = (x: Nested): number[] => (typeof x === 'number' ? [x] : x.flatMap(flat));
export const zeros = (shape: readonly number[]): NDArray => generate(shape, () => 0);
export const ones = (shape: readonly number[]): NDArray => generate(shape, () => 1);

export const tidy = <T>(f: () => T): T => f();
export const unscoped: typeof tidy = tidy;

/** A linear congruential generator: poor, and the same everywhere. */
export class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = seed >>> 0;
  }
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      this.#state = (Math.imul(this.#state, 1664525) + 1013904223) >>> 0;
      const j = Math.floor((this.#state / 4294967296) * (i + 1));
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }
}
const shared = new Random(0);
export const defaultRandom = (): Random => shared;

/** Gauss and Jordan's elimination: the row with the largest pivot comes up, all others lose that column. */
function solve(a: NDArray, b: NDArray): NDArray {
  const n = a.shape[0]!;
  const targets = b.reshape(n, -1).toArray() as number[][];
  const rows = (a.toArray() as number[][]).map((row, i) => [...row, ...targets[i]!]);
  for (let k = 0; k < n; k++) {
    let best = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(rows[i]![k]!) > Math.abs(rows[best]![k]!)) best = i;
    [rows[k], rows[best]] = [rows[best]!, rows[k]!];
    const pivot = rows[k]!;
    if (pivot[k] === 0) throw new RangeError(`Cannot solve: the matrix of shape [${a.shape}] is singular`);
    rows.forEach((row, i) => {
      const factor = i === k ? 0 : row[k]! / pivot[k]!;
      if (factor !== 0) rows[i] = row.map((value, j) => value - factor * pivot[j]!);
    });
  }
  const x = rows.map((row, k) => row.slice(n).map((value) => value / row[k]!));
  return array(x).reshape(...b.shape);
}
/** The normal equation. */
function lstsq(a: NDArray, b: NDArray): { x: NDArray } {
  return { x: solve(a.T.matmul(a), a.T.matmul(b.reshape(b.shape[0]!, -1))).reshape(-1) };
}
export const linalg: { solve: typeof solve; lstsq: typeof lstsq } = { solve: solve, lstsq: lstsq };
