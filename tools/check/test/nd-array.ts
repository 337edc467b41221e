import type { ArrayValue } from '@zero-to-gpt/check';

/** The least that a check takes for an array. */
export class NDArray implements ArrayValue {
  readonly shape: readonly number[];
  readonly data: number[];
  freed = false;

  constructor(shape: readonly number[], data: readonly number[]) {
    this.shape = shape;
    this.data = [...data];
  }

  toFlat(): readonly number[] {
    if (this.freed) throw new Error('Cannot read: the array was disposed');
    return this.data;
  }
}

/** `nd([2, 2], 1, 2, 3, 4)`. */
export const nd = (shape: readonly number[], ...data: readonly number[]): NDArray => new NDArray(shape, data);
