import { bytesOf, type Device, type DType, NDArray, Random, sizeOf, type TypedArray } from '@zero-to-gpt/linalg';
import { hostArray } from '../../src/dtype.ts';

/** An array as it is sent to both sides: memory, and a window onto it. */
export interface Drawn {
  readonly dtype: DType;
  readonly data: TypedArray;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
}

/** What the elements are like: `any` holds NaN, infinities and zeros of both signs, `gaps` NaN alone; `ties` are few whole numbers. */
export type Values = 'any' | 'gaps' | 'finite' | 'positive' | 'ties' | 'mask';

/** What to draw; the rest is left to chance. */
export interface Wish {
  readonly dtype?: DType;
  readonly shape?: readonly number[];
  readonly values?: Values;
  /** Whether an axis may walk with stride 0. Default true. */
  readonly repeats?: boolean;
}

const dtypes: readonly DType[] = ['float32', 'float32', 'float64', 'float64', 'int32', 'uint8'];

/** Random arrays and options: the same for the same name and number. */
export class Draw {
  readonly #random: Random;

  constructor(name: string, index: number) {
    this.#random = new Random(20).split(`${name} ${index}`);
  }

  /** One of the items. */
  one<T>(items: readonly T[]): T {
    return items[this.#random.int(items.length)]!;
  }
  /** A whole number from `low` to `high`, both included; `low` where `high` is below it. */
  int(low: number, high: number): number {
    return low + this.#random.int(Math.max(1, high - low + 1));
  }
  /** True once in `times`. */
  rarely(times: number): boolean {
    return this.#random.int(times) === 0;
  }
  /** A number with few decimals. */
  number(): number {
    return this.int(-12, 12) / this.one([1, 2, 4]);
  }
  dtype(): DType {
    return this.one(dtypes);
  }
  float(): DType {
    return this.one(['float32', 'float64']);
  }

  /** Up to four axes; one axis in twelve is empty, one shape in ten or so is a scalar's. */
  shape(minRank = 0, maxRank = 4): number[] {
    const rank = this.rarely(8) ? minRank : this.int(minRank, maxRank);
    return Array.from({ length: rank }, () => (this.rarely(12) ? 0 : this.int(1, 4)));
  }
  /** A shape that broadcasts to `shape`. */
  narrowed(shape: readonly number[]): number[] {
    return shape.slice(this.int(0, shape.length)).map((d) => (this.rarely(4) ? 1 : d));
  }
  /** Two shapes that broadcast together; one pair in twenty does not. */
  pair(): [number[], number[]] {
    const shape = this.shape();
    const [a, b] = this.rarely(2) ? [shape, this.narrowed(shape)] : [this.narrowed(shape), shape];
    if (this.rarely(20) && b.length > 0) b[b.length - 1]! += 2;
    return [a, b];
  }
  /** Some axis, counted from the left or the right; once in twenty one that is not there. */
  axis(rank: number): number {
    return this.rarely(20) ? this.one([rank, -rank - 1]) : this.int(-rank, Math.max(rank - 1, -rank));
  }
  /** Axis of an operation that works on the flattened array without one. */
  axisOrNone(rank: number): number | null {
    return this.rarely(4) ? null : this.axis(rank);
  }
  /** No axis, one, or several. */
  axes(rank: number): number | readonly number[] | null {
    if (this.rarely(3)) return this.order(rank).slice(0, this.int(0, rank));
    return this.axisOrNone(rank);
  }
  /** 0 … n − 1 in random order. */
  order(n: number): number[] {
    return [...this.#random.permutation(n)];
  }
  /** A range of an axis, forwards or backwards, with ends in and out of it. */
  range(length: number): { start?: number; stop?: number; step?: number } {
    const end = () => this.int(-length - 2, length + 2);
    return {
      ...(this.rarely(2) ? { start: end() } : {}),
      ...(this.rarely(2) ? { stop: end() } : {}),
      ...(this.rarely(2) ? { step: this.one([1, 2, 3, -1, -2]) } : {}),
    };
  }

  /** An array in any layout: axes in any order in memory, gaps, some axes backwards, some repeated. */
  array({ dtype = this.dtype(), shape = this.shape(), values = 'any', repeats = true }: Wish = {}): Drawn {
    const contiguous = this.rarely(4);
    const strides = shape.map(() => 0);
    let next = contiguous ? 1 : this.int(1, 2);
    let offset = this.int(0, 3);
    const order = contiguous ? shape.map((_, i) => shape.length - 1 - i) : this.order(shape.length);
    for (const axis of order) {
      const length = shape[axis]!;
      if (repeats && !contiguous && this.rarely(8)) continue; // repeated: stride 0
      const backwards = !contiguous && this.rarely(3);
      strides[axis] = backwards ? -next : next;
      if (backwards && !shape.includes(0)) offset += next * (length - 1);
      next *= Math.max(1, length) + (contiguous ? 0 : this.int(0, 1));
    }
    const reach = shape.includes(0) ? 0 : shape.reduce((sum, d, i) => sum + Math.max(0, strides[i]!) * (d - 1), 0);
    const data = hostArray(dtype, offset + reach + 1);
    for (let i = 0; i < data.length; i++) data[i] = this.#element(dtype, values);
    return { dtype, data, shape, strides, offset };
  }

  /** Whole numbers as int32, to be positions of an axis. */
  positions(shape: readonly number[], low: number, high: number): Drawn {
    const data = Int32Array.from({ length: sizeOf(shape) }, () => this.int(low, high));
    const strides = shape.map((_, i) => sizeOf(shape.slice(i + 1)));
    return { dtype: 'int32', data, shape, strides, offset: 0 };
  }

  #element(dtype: DType, values: Values): number {
    if (values === 'mask') return this.int(0, 1);
    if (values === 'ties') return this.int(0, 3);
    if (dtype === 'uint8') return this.one([0, 1, 2, 3, 7, 100, 200, 255]);
    if (dtype === 'int32') return values === 'positive' ? this.int(1, 50) : this.int(-50, 50);
    if (values === 'any' && this.rarely(15)) return this.one([NaN, Infinity, -Infinity, 0, -0, 1, 0.5]);
    if (values === 'gaps' && this.rarely(30)) return NaN;
    const x = (this.#random.next() - 0.5) * this.one([1, 4, 20]);
    return values === 'positive' ? Math.abs(x) + 0.01 : x;
  }
}

/** The drawn array on a device: the same window onto a copy of the memory. */
export function place({ dtype, data, shape, strides, offset }: Drawn, device: Device): NDArray {
  const storage = device.alloc(dtype, data.length);
  device.write({ storage, shape: [data.length], strides: [1], offset: 0 }, data);
  return new NDArray({ storage, shape, strides, offset }, device);
}

/** As `ask.py` reads it. */
export function toJSON({ data, ...window }: Drawn): object {
  const bytes = Buffer.from(data.buffer, data.byteOffset, data.length * bytesOf(window.dtype));
  return { ...window, data: bytes.toString('base64') };
}
