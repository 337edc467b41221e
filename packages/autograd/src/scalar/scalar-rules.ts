import { math } from '@zero-to-gpt/linalg';

/**
 * A rule of calculus for numbers: from x the result y, and the local slopes dy/dx, one for each x. The engine (`Value`)
 * knows no more of an operation than this.
 */
export type ScalarRule = (...x: number[]) => ScalarResult;

/** What a rule of numbers gives back. */
export interface ScalarResult {
  /** The result. */
  readonly value: number;
  /** dvalue/dx, one for each x. */
  readonly slopes: readonly number[];
}

/** Name of an operation of `Value` on two numbers. */
export type BinaryOperation = 'add' | 'sub' | 'mul' | 'div' | 'pow' | 'maximum' | 'minimum';

/** Name of an operation of `Value` on one number. */
export type UnaryOperation = 'neg' | 'abs' | 'exp' | 'log' | 'sqrt' | 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'relu';

/** Name of an operation of `Value`. */
export type ScalarOperation = UnaryOperation | BinaryOperation;

/** The rules behind the methods of `Value`. Where a function has a corner, its slope there is PyTorch's. */
export const scalarRules: Readonly<
  Record<BinaryOperation, (a: number, b: number) => ScalarResult> & Record<UnaryOperation, (a: number) => ScalarResult>
> = {
  /** a + b. */
  add: (a, b) => ({ value: a + b, slopes: [1, 1] }),
  /** a − b. */
  sub: (a, b) => ({ value: a - b, slopes: [1, -1] }),
  /** a·b. */
  mul: (a, b) => ({ value: a * b, slopes: [b, a] }),
  /** a / b. */
  div: (a, b) => ({ value: a / b, slopes: [1 / b, -a / (b * b)] }),
  /** aᵇ; by b there is a slope for a > 0 alone. */
  pow: (a, b) => ({ value: math.pow(a, b), slopes: [power(a, b), a === 0 ? 0 : math.pow(a, b) * math.log(a)] }),
  /** The larger of both; where they tie, each gets half. */
  maximum: (a, b) => ({ value: Math.max(a, b), slopes: a === b ? [0.5, 0.5] : [Number(a > b), Number(b > a)] }),
  /** The smaller of both; where they tie, each gets half. */
  minimum: (a, b) => ({ value: Math.min(a, b), slopes: a === b ? [0.5, 0.5] : [Number(a < b), Number(b < a)] }),
  /** −a. */
  neg: (a) => ({ value: -a, slopes: [-1] }),
  /** |a|; slope 0 at 0. */
  abs: (a) => ({ value: Math.abs(a), slopes: [Math.sign(a)] }),
  /** eᵃ. */
  exp: (a) => {
    const y = math.exp(a);
    return { value: y, slopes: [y] };
  },
  /** ln a. */
  log: (a) => ({ value: math.log(a), slopes: [1 / a] }),
  /** √a. */
  sqrt: (a) => {
    const y = Math.sqrt(a);
    return { value: y, slopes: [1 / (2 * y)] };
  },
  /** sin a. */
  sin: (a) => ({ value: math.sin(a), slopes: [math.cos(a)] }),
  /** cos a. */
  cos: (a) => ({ value: math.cos(a), slopes: [-math.sin(a)] }),
  /** tanh a. */
  tanh: (a) => {
    const y = math.tanh(a);
    return { value: y, slopes: [1 - y * y] };
  },
  /** 1 / (1 + e⁻ᵃ). */
  sigmoid: (a) => {
    const y = math.sigmoid(a);
    return { value: y, slopes: [y * (1 - y)] };
  },
  /** max(a, 0); slope 0 at 0. */
  relu: (a) => ({ value: Math.max(a, 0), slopes: [Number(a > 0)] }),
};

/** d(aᵇ)/da = b·aᵇ⁻¹, which is 0 for b = 0 at a = 0 too. */
function power(a: number, b: number): number {
  return b === 0 ? 0 : b * math.pow(a, b - 1);
}
