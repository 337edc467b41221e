/** A mapping of values onto pixels. */
export interface Scale {
  /** Pixels of a value. */
  (value: number): number;
  /** Value of a place in pixels. */
  invert(pixels: number): number;
  /** Round values along the axis. */
  readonly ticks: readonly number[];
}

type Pair = readonly [low: number, high: number];

/** Equal steps of the value are equal ways. */
export function linear(domain: Pair, [start, stop]: Pair, ticks = 5): Scale {
  const factor = (stop - start) / (domain[1] - domain[0]);
  return Object.assign((value: number) => start + (value - domain[0]) * factor, {
    invert: (pixels: number) => domain[0] + (pixels - start) / factor,
    ticks: roundValues(domain, ticks),
  });
}

/** Equal factors of the value are equal ways; the values are above 0. */
export function logarithmic(domain: Pair, range: Pair, ticks = 4): Scale {
  const logs = linear([Math.log10(domain[0]), Math.log10(domain[1])], range);
  return Object.assign((value: number) => logs(Math.log10(value)), {
    invert: (pixels: number) => 10 ** logs.invert(pixels),
    ticks: roundPowers(domain, ticks),
  });
}

function roundValues([low, high]: Pair, count: number): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const values: number[] = [];
  for (let k = Math.ceil(low / step - 1e-9); k * step <= high + step * 1e-9; k++)
    values.push(Number((k * step).toPrecision(12)));
  return values;
}

function roundPowers([low, high]: Pair, count: number): number[] {
  const [first, last] = [Math.ceil(Math.log10(low) - 1e-9), Math.floor(Math.log10(high) + 1e-9)];
  if (last - first < 1) {
    // less than a factor of ten: 1, 2, 5 of the power below
    const power = 10 ** Math.floor(Math.log10(low));
    return [1, 2, 3, 5, 10, 20, 50].map((factor) => factor * power).filter((value) => value >= low && value <= high);
  }
  const every = Math.ceil((last - first) / count);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => 10 ** (first + i * every));
}
