/** Numbers in nested lists. */
export type SubsetNested = number | readonly SubsetNested[];

/** One axis, from the left (0) or, negative, from the right; without it all of them. */
export interface SubsetAxis {
  /** Default: all axes. */
  axis?: number;
}

/** Part of an axis: from `start` (default 0) to before `stop` (default its end). */
export interface SubsetRange {
  /** First position. */
  start?: number;
  /** First position no longer taken. */
  stop?: number;
}

/**
 * The array that a learner writes in chapter 1 and that carries `linreg`: no dtypes, no devices, no views needed, and no
 * more than two axes. No method changes the array itself.
 */
export interface SubsetArray {
  /** Size of each axis; [] for a single number. */
  readonly shape: readonly number[];
  /** Nested lists; a plain number where there are no axes. */
  toArray(): SubsetNested;
  /** The only element. Throws unless there is exactly one. */
  item(): number;
  /** The same elements, row by row, in another shape; one axis may be −1. Throws where the counts differ. */
  reshape(...shape: number[]): SubsetArray;
  /** Rows as columns. */
  readonly T: SubsetArray;
  /** A number takes that position and drops the axis, a range keeps a part; missing ones keep all. Throws outside. */
  slice(...ranges: (number | SubsetRange)[]): SubsetArray;
  /** The rows (or elements of a vector) at these positions, in that order. Throws outside. */
  take(indices: SubsetArray): SubsetArray;
  /** Sum; broadcasts as NumPy does, and throws where shapes do not fit, as the next three. */
  add(other: SubsetArray | number): SubsetArray;
  /** Difference. */
  sub(other: SubsetArray | number): SubsetArray;
  /** Product of elements; NaN · 0 is NaN. */
  mul(other: SubsetArray | number): SubsetArray;
  /** Quotient. */
  div(other: SubsetArray | number): SubsetArray;
  /** |x|. */
  abs(): SubsetArray;
  /** −1, 0 or 1. */
  sign(): SubsetArray;
  /** Square root. */
  sqrt(): SubsetArray;
  /** Sum of all elements (no axes), or along one axis, which goes away. */
  sum(options?: SubsetAxis): SubsetArray;
  /** Mean, likewise. */
  mean(options?: SubsetAxis): SubsetArray;
  /** Smallest element, likewise. */
  min(options?: SubsetAxis): SubsetArray;
  /** Largest element, likewise. */
  max(options?: SubsetAxis): SubsetArray;
  /** Matrix product (m, k) · (k, n) → (m, n). Throws where the inner axes differ. */
  matmul(other: SubsetArray): SubsetArray;
  /** Frees its memory; may do nothing where JavaScript does so. */
  dispose(): void;
}

/** A seeded stream of random numbers. */
export interface SubsetRandom {
  /** 0 … n − 1 in random order: a list or typed array. */
  permutation(n: number): ArrayLike<number>;
}

/** The class of seeded streams. */
export interface SubsetRandomClass {
  /** A stream that begins where the seed says. */
  new (seed: number): SubsetRandom;
}

/** What least squares finds. */
export interface SubsetLeastSquares {
  /** The solution, (d). */
  readonly x: SubsetArray;
}

/**
 * What a module must export to stand in for `@zero-to-gpt/linalg`: `zero-to-gpt run linreg --with linalg=./mine`.
 * Functions that make arrays are also given an options object (`{ dtype, device }`), which they may ignore.
 */
export interface Subset {
  /** An array from nested lists, whose numbers it copies. Throws where they are ragged. */
  array(nested: SubsetNested, options?: object): SubsetArray;
  /** An array of zeros. */
  zeros(shape: readonly number[], options?: object): SubsetArray;
  /** An array of ones. */
  ones(shape: readonly number[], options?: object): SubsetArray;
  /** Runs `f`, frees the arrays it made but for its result, and returns that. Without memory of your own: `return f()`. */
  tidy<T>(f: () => T): T;
  /** Runs `f` so that what it makes outlives every `tidy` around. Without memory of your own: `return f()`. */
  unscoped<T>(f: () => T): T;
  /** A stream that gives the same numbers for the same seed. */
  Random: SubsetRandomClass;
  /** The one stream for those who bring none. */
  defaultRandom(): SubsetRandom;
  /** Linear algebra. */
  linalg: {
    /** x with a · x = b, for a (n, n) and b (n). Throws where a is singular. */
    solve(a: SubsetArray, b: SubsetArray): SubsetArray;
    /** The x (d) that makes |b − a · x|² smallest, for a (n, d) and b (n): as `{ x }`, beside what else you like. */
    lstsq(a: SubsetArray, b: SubsetArray): SubsetLeastSquares;
  };
}

/** What an implementation must export: the keys of `Subset`. */
export const names: readonly (keyof Subset)[] = [
  'array',
  'zeros',
  'ones',
  'tidy',
  'unscoped',
  'Random',
  'defaultRandom',
  'linalg',
];

/** What its arrays must have: the keys of `SubsetArray`. */
export const members: readonly (keyof SubsetArray)[] = [
  'shape',
  'toArray',
  'item',
  'reshape',
  'T',
  'slice',
  'take',
  'add',
  'sub',
  'mul',
  'div',
  'abs',
  'sign',
  'sqrt',
  'sum',
  'mean',
  'min',
  'max',
  'matmul',
  'dispose',
];
