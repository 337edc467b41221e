/** One line of a benchmark: our library and a peer, measured in turns in one run on one machine. */
export interface Row {
  /** `<what>/<peer>`, for example `gpt-small.1t/pytorch`. */
  readonly id: string;
  /** Median of our runs, in `unit`. */
  readonly ours: number;
  /** Median of the peer's runs, in `unit`. */
  readonly peer: number;
  /** `ms` and other times: less is faster; `…/s`: more is faster. */
  readonly unit: string;
  /** Our speed ÷ the peer's: 1 is even, above 1 we are faster. The median over the rounds, each round against its neighbour. */
  readonly ratio: number;
  /** Interquartile range of the rounds' ratios ÷ `ratio`: 0.05 says that half of the rounds lie within ±2.5 %. */
  readonly spread: number;
}

/** What the runner hands to a benchmark. */
export interface BenchContext {
  /** Prints a line for the reader (to stderr: stdout belongs to the result). */
  log(line: string): void;
}

/** What `<name>.bench.ts` exports. */
export interface BenchModule {
  /** Measures, and returns its rows. */
  bench(context: BenchContext): Row[] | Promise<Row[]>;
  /** Installs what the peer needs; called by `npm run bench -- NAME --setup`. */
  setup?(context: BenchContext): void | Promise<void>;
}

/** One run of one side: its measurement in the row's unit. */
export type Measure = () => number | Promise<number>;

/** Options of `interleave`. */
export interface InterleaveOptions {
  /** Unit of what the measures return; one that ends in `/s` is a rate. */
  unit?: string;
  /** Pairs that count. */
  rounds?: number;
  /** Pairs before them that do not: compilation, caches, clock speed. */
  warmup?: number;
}

/** Runs ours, peer, ours, peer … and reduces the pairs to a row. Two sides that never run at the same time share every drift of the machine. */
export async function interleave(
  id: string,
  sides: { ours: Measure; peer: Measure },
  { unit = 'ms', rounds = 7, warmup = 1 }: InterleaveOptions = {},
): Promise<Row> {
  if (!/^[^/\s]+\/[^/\s]+$/.test(id))
    throw new RangeError(`Cannot name a row: wanted "<what>/<peer>", found ${JSON.stringify(id)}`);
  const pairs: { ours: number; peer: number }[] = [];
  for (let i = -warmup; i < rounds; i++) {
    const pair = { ours: await sides.ours(), peer: await sides.peer() };
    if (!(pair.ours > 0 && pair.peer > 0))
      throw new RangeError(`Cannot compare ${id}: wanted positive numbers, found ${pair.ours} and ${pair.peer}`);
    if (i >= 0) pairs.push(pair);
  }
  return reduce(id, pairs, unit);
}

/** The row of measured pairs. */
export function reduce(id: string, pairs: readonly { ours: number; peer: number }[], unit: string): Row {
  const rate = unit.endsWith('/s');
  const ratios = pairs.map(({ ours, peer }) => (rate ? ours / peer : peer / ours));
  const ratio = quantile(ratios, 0.5);
  return {
    id,
    ours: quantile(
      pairs.map((p) => p.ours),
      0.5,
    ),
    peer: quantile(
      pairs.map((p) => p.peer),
      0.5,
    ),
    unit,
    ratio,
    spread: (quantile(ratios, 0.75) - quantile(ratios, 0.25)) / ratio,
  };
}

/** Milliseconds that `f` takes. */
export async function milliseconds(f: () => unknown): Promise<number> {
  const start = performance.now();
  await f();
  return performance.now() - start;
}

/** The value below which the fraction `q` of the values lies, interpolated between neighbours. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) throw new RangeError('Cannot take a quantile: wanted at least one value, found none');
  const at = (sorted.length - 1) * q;
  const low = Math.floor(at);
  const below = sorted[low]!;
  return below + (sorted[Math.ceil(at)]! - below) * (at - low);
}
