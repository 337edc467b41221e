import { exp } from './exp.ts';
import { log } from './log.ts';

/**
 * x to the power y, with IEEE's special cases. Whole exponents up to 1024 by repeated squaring, ½ by the root;
 * others as e^(y ln x), whose relative error grows with |y ln x| and stays below 1e-13.
 */
export function pow(x: number, y: number): number {
  if (y === 0) return 1;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (Number.isInteger(y) && Math.abs(y) <= 1024) return y < 0 ? 1 / wholePower(x, -y) : wholePower(x, y);
  if (y === 0.5 && x >= 0) return Math.sqrt(x);
  if (x < 0) {
    if (!Number.isInteger(y) && Number.isFinite(y)) return x === -Infinity ? (y > 0 ? Infinity : 0) : NaN;
    const size = pow(-x, y);
    return y % 2 === 0 || !Number.isFinite(y) ? size : -size;
  }
  if (x === 1) return Number.isFinite(y) ? 1 : NaN;
  return exp(y * log(x));
}

function wholePower(x: number, n: number): number {
  let result = 1;
  for (let square = x, rest = n; ; square *= square) {
    if (rest & 1) result *= square;
    rest >>= 1;
    if (rest === 0) return result;
  }
}
