import type { DType, NDArray } from '@zero-to-gpt/linalg';
import type { Draw, Drawn, Wish } from './draw.ts';

/** What a call of ours may give: arrays, plain numbers, or text. */
export type Result = NDArray | number | string | readonly (NDArray | number)[];

/** The arrays of a case, under the names they have in Python. Those that the row did not draw are not there. */
export interface Operands {
  readonly a: NDArray;
  readonly b: NDArray;
  readonly c: NDArray;
}

/** Where a row departs from the rules that hold for all. */
export interface Exceptions {
  /** Our dtype where the rule does not say it. */
  readonly dtype?: (rule: DType, inputs: readonly DType[], theirs: string) => DType;
  /** Allowed relative and absolute distance of float32; that of float64 is a millionth of it. */
  readonly tolerance?: number;
  /** Whether it changes `a`, as it is meant to. */
  readonly inPlace?: boolean;
  /** What ours may throw where NumPy answers NaN or nothing, as the README says. */
  readonly refuses?: RegExp;
}

/** One case of a row: the arrays and options of both sides, and our call. */
export interface Drawing {
  readonly arrays: readonly Drawn[];
  readonly o: object;
  readonly ours: (operands: Operands) => Result;
}

/** A function of ours beside NumPy's: how to call both on random input. */
export interface Row extends Exceptions {
  readonly name: string;
  /** Python expression of a, b, c and o; `k` is o as a dict, with tuples. */
  readonly theirs: string;
  readonly draw: (draw: Draw) => Drawing;
}

/** A row of the table. */
export function row<O extends object>(
  name: string,
  theirs: string,
  draw: (d: Draw) => { arrays: readonly Drawn[]; o?: O },
  ours: (operands: Operands, o: O) => Result,
  exceptions: Exceptions = {},
): Row {
  return {
    name,
    theirs,
    draw: (d) => {
      const { arrays, o = {} as O } = draw(d); // rows without options have none to read
      return { arrays, o, ours: (operands) => ours(operands, o) };
    },
    ...exceptions,
  };
}

/** Draws one array. */
export function one(wish: Wish = {}): (d: Draw) => { arrays: readonly Drawn[]; o: object } {
  return (d) => ({ arrays: [d.array(wish)], o: {} });
}

/** Draws two arrays that broadcast, of one dtype or a mask beside floats. */
export function two(wish: Wish = {}): (d: Draw) => { arrays: readonly Drawn[]; o: object } {
  return (d) => {
    const [shapeA, shapeB] = d.pair();
    const [dtypeA, dtypeB] = mates(d, wish.dtype);
    return {
      arrays: [d.array({ ...wish, shape: shapeA, dtype: dtypeA }), d.array({ ...wish, shape: shapeB, dtype: dtypeB })],
      o: {},
    };
  };
}

/** Two dtypes that go together. */
export function mates(d: Draw, dtype: DType = d.dtype()): [DType, DType] {
  if (!d.rarely(5)) return [dtype, dtype];
  return d.rarely(2) ? ['uint8', d.float()] : [d.float(), 'uint8'];
}

/** null, which JSON has, as undefined, which options have. */
export function given<T>(x: T | null): { axis: T } | Record<never, never> {
  return x === null ? {} : { axis: x };
}
