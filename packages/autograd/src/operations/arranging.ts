import { checkOptions, type PadOptions, type PadWidth } from '@zero-to-gpt/linalg';
import * as rules from '../rules/index.ts';
import { applyOne, type Tensor } from '../tensor.ts';

/** A larger tensor with `x` inside: a fixed value outside, or what the mode repeats. The pairs of `width` go from the first axis to the last, as in NumPy. @throws RangeError for widths that do not fit */
export function pad(x: Tensor, width: PadWidth, options: PadOptions = {}): Tensor {
  return applyOne((a) => rules.pad(a, width, options), x);
}

/** How `roll` moves. */
export interface RollOptions {
  /** One axis, or one for each shift. Default: the flattened tensor is moved. */
  axis?: number | readonly number[];
}

/**
 * Elements moved on by `shift` places, those that fall off at the end come in at the start.
 *
 * @example
 * ```ts
 * import { roll, tensor } from '@zero-to-gpt/autograd';
 *
 * roll(tensor([1, 2, 3, 4]), 1).value.toArray(); // → [4, 1, 2, 3]
 * ```
 * @throws RangeError for shifts that are no whole numbers, or not one for each axis
 */
export function roll(x: Tensor, shift: number | readonly number[], options: RollOptions = {}): Tensor {
  const { axis } = checkOptions('roll', options, ['axis']);
  const shifts = typeof shift === 'number' ? [shift] : shift;
  const bad = shifts.find((n) => !Number.isSafeInteger(n));
  if (bad !== undefined) throw new RangeError(`Cannot roll by ${bad}: expected a whole number`);
  if (axis === undefined) {
    if (shifts.length !== 1)
      throw new RangeError(`Cannot roll by [${shifts}] without axes: expected one number, or { axis: [...] }`);
    return applyOne((a) => rules.roll(a, shifts[0]!, 0), x.flatten()).reshape(...x.shape);
  }
  const axes = typeof axis === 'number' ? [axis] : axis;
  if (axes.length !== shifts.length)
    throw new RangeError(`Cannot roll axes [${axes}] by [${shifts}]: expected one number for each`);
  return axes.reduce((y, at, i) => applyOne((a) => rules.roll(a, shifts[i]!, at), y), x);
}

/** Zeros above diagonal k of the last two axes (default 0, the main one). @throws RangeError for fewer than two axes */
export function tril(x: Tensor, k = 0): Tensor {
  return applyOne((a) => rules.tril(a, k), x);
}

/** Zeros below diagonal k of the last two axes. @throws RangeError for fewer than two axes */
export function triu(x: Tensor, k = 0): Tensor {
  return applyOne((a) => rules.triu(a, k), x);
}

/** The diagonal of a matrix; of a vector, the matrix with it on the diagonal and zeros elsewhere. @throws RangeError for other shapes */
export function diag(x: Tensor): Tensor {
  if (x.ndim === 2) return applyOne(rules.diagonal, x);
  if (x.ndim !== 1) throw new RangeError(`Cannot take the diagonal of [${x.shape}]: expected a vector or a matrix`);
  return applyOne((a) => rules.onDiagonal(a, [a.size, a.size]), x);
}
