/** A kind of float: how many binary digits follow the first, and the smallest power of two that has all of them. */
export interface Kind {
  /** 23 for float32. */
  readonly digits: number;
  /** −126 for float32; below it the gaps stay as they are. */
  readonly lowest: number;
}

/** The gap between neighbours at x. */
export function gapAt(x: number, { digits, lowest }: Kind): number {
  return 2 ** (Math.max(lowest, exponent(x)) - digits);
}

/** The nearest number of a kind; of two that are equally near the one that ends in an even digit. */
export function nearest(x: number, kind: Kind): number {
  const gap = gapAt(x, kind);
  const steps = x / gap; // exact: a power of two
  const below = Math.floor(steps);
  const rest = steps - below;
  return (rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? below + 1 : below) * gap;
}

/** All numbers of a kind from 0 to `end`. */
export function numbersUpTo(end: number, kind: Kind): readonly number[] {
  const all: number[] = [];
  for (let x = 0; x <= end; x += gapAt(x, kind)) all.push(x);
  return all;
}

/** A sum as it should be, and as it is when every step is rounded. */
export interface Sum {
  readonly exact: number;
  readonly stored: number;
  /** What was added so far, in steps. */
  readonly steps: number;
}

/** The sum that begins at x. */
export function sumFrom(x: number, kind: Kind): Sum {
  return { exact: x, stored: nearest(x, kind), steps: 0 };
}

/** The sum after one more addition, for which the term is rounded first, as every number is. */
export function added({ exact, stored, steps }: Sum, term: number, kind: Kind): Sum {
  return {
    exact: Number((exact + term).toFixed(9)),
    stored: nearest(stored + nearest(term, kind), kind),
    steps: steps + 1,
  };
}

/** Whether adding has no effect any more. */
export function stuck({ stored }: Sum, term: number, kind: Kind): boolean {
  return nearest(stored + nearest(term, kind), kind) === stored;
}

/** The power of two at or below |x|. */
function exponent(x: number): number {
  if (x === 0) return -Infinity;
  const e = Math.floor(Math.log2(Math.abs(x)));
  return 2 ** e > Math.abs(x) ? e - 1 : 2 ** (e + 1) <= Math.abs(x) ? e + 1 : e; // log2 may be off by a hair
}
