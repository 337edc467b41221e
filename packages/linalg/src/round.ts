import { allocate, type Operand, unary } from './compute.ts';
import { bytesOf, isFloat } from './dtype.ts';
import { pow } from './math/pow.ts';
import type { View } from './view.ts';

/** The nearest multiples of 10^−decimals; halves go to the even one. */
export function round(x: Operand, decimals: number): View {
  if (!Number.isInteger(decimals) || Math.abs(decimals) > 100)
    throw new RangeError(`Cannot round to ${decimals} decimals: expected a whole number from −100 to 100`);
  const { device } = x;
  const { dtype } = x.storage;
  const out = allocate(device, dtype, x.shape);
  device.copy(x, out);
  if (!isFloat(dtype)) return out;
  const scale = pow(10, Math.abs(decimals));
  device.binary(decimals < 0 ? 'div' : 'mul', out, scale, out);
  const sign = unary('sign', out);
  device.unary('abs', out, out);
  // from here to twice as far, neighbours are 1 apart: adding rounds to a whole number
  const whole = pow(2, { 2: 10, 4: 23, 8: 52 }[bytesOf(dtype) as 2 | 4 | 8]); // as it is a float
  const [rounded, inside] = [allocate(device, dtype, x.shape), allocate(device, 'uint8', x.shape)];
  device.binary('add', out, whole, rounded);
  device.binary('sub', rounded, whole, rounded);
  device.binary('less', out, whole, inside);
  device.where(inside, rounded, out, out);
  device.binary('mul', out, sign, out);
  device.binary(decimals < 0 ? 'mul' : 'div', out, scale, out);
  for (const { storage } of [sign, rounded, inside]) device.free(storage);
  return out;
}

/** The smallest whole numbers that are at least x. */
export function ceil(x: Operand): View {
  if (!isFloat(x.storage.dtype)) return unary('floor', x);
  const out = unary('neg', x);
  x.device.unary('floor', out, out);
  x.device.unary('neg', out, out);
  return out;
}
