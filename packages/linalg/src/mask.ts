import { type Operand, readAtOnce } from './compute.ts';
import type { Shape } from './shape.ts';

/** Row-major positions of the elements that are not 0. */
export function positions(x: Operand): Int32Array {
  const data = readAtOnce(x, 'look for elements');
  const found: number[] = [];
  for (let i = 0; i < data.length; i++) if (data[i] !== 0) found.push(i);
  return Int32Array.from(found);
}

/** @throws TypeError unless it is a mask; RangeError unless its axes are the first ones of `shape` */
export function checkMask(mask: Operand, shape: Shape): void {
  if (mask.storage.dtype !== 'uint8')
    throw new TypeError(`Cannot select by a ${mask.storage.dtype} array: expected a mask (uint8), e.g. x.greater(0)`);
  if (mask.shape.length > shape.length || mask.shape.some((d, i) => d !== shape[i]))
    throw new RangeError(`Cannot select from [${shape}] by a mask of [${mask.shape}]: expected its first axes`);
}
