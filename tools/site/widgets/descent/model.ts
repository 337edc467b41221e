/** Means over the samples: all that the loss of a line y = w·x + b depends on. */
export interface Moments {
  readonly x: number;
  readonly y: number;
  readonly xx: number;
  readonly xy: number;
  readonly yy: number;
}

/** A line. */
export interface Line {
  readonly w: number;
  readonly b: number;
}

/** The means of x, y and their products over points [x, y]. */
export function momentsOf(points: readonly (readonly number[])[]): Moments {
  const mean = (of: (x: number, y: number) => number): number =>
    points.reduce((sum, [x, y]) => sum + of(x!, y!), 0) / points.length;
  return {
    x: mean((x) => x),
    y: mean((_, y) => y),
    xx: mean((x) => x * x),
    xy: mean((x, y) => x * y),
    yy: mean((_, y) => y * y),
  };
}

/** The spread of x: its standard deviation. */
export function deviation({ x, xx }: Moments): number {
  return Math.sqrt(Math.max(0, xx - x * x));
}

/** The same samples with x standardised, (x − mean) / deviation. */
export function standardised(moments: Moments): Moments {
  const { x, y, xy, yy } = moments;
  return { x: 0, y, xx: 1, xy: (xy - x * y) / deviation(moments), yy };
}

/** Mean squared error of a line. */
export function loss({ x, y, xx, xy, yy }: Moments, { w, b }: Line): number {
  return w * w * xx + 2 * w * b * x + b * b - 2 * w * xy - 2 * b * y + yy;
}

/** How the loss changes with w and with b. */
export function slopes({ x, y, xx, xy }: Moments, { w, b }: Line): Line {
  return { w: 2 * (w * xx + b * x - xy), b: 2 * (w * x + b - y) };
}

/** One step of gradient descent. */
export function descend(moments: Moments, line: Line, rate: number): Line {
  const slope = slopes(moments, line);
  return { w: line.w - rate * slope.w, b: line.b - rate * slope.b };
}

/** The line with the lowest loss. */
export function lowest(moments: Moments): Line {
  const { x, y, xx, xy } = moments;
  const w = (xy - x * y) / (xx - x * x);
  return { w, b: y - w * x };
}

/** Along an axis of the valley. */
export interface Axis {
  /** How fast the slope changes: the second derivative in this direction. */
  readonly curvature: number;
  /** Of length 1. */
  readonly direction: Line;
}

/** The axes of the valley: the steepest direction and, across it, the flattest. */
export function axes({ x, xx }: Moments): { readonly steep: Axis; readonly flat: Axis } {
  const half = Math.hypot(xx - 1, 2 * x); // of [[2·xx, 2·x], [2·x, 2]], half the difference of the eigenvalues
  const steep = xx + 1 + half;
  const flat = (4 * (xx - x * x)) / steep; // the determinant by the other eigenvalue: no digits are lost
  const [w, b] = x === 0 ? (xx >= 1 ? [1, 0] : [0, 1]) : [steep - 2, 2 * x];
  const length = Math.hypot(w, b);
  return {
    steep: { curvature: steep, direction: { w: w / length, b: b / length } },
    flat: { curvature: flat, direction: { w: -b / length, b: w / length } },
  };
}

/** The rate from which on steps grow: 2 / curvature of the steepest direction. */
export function limit(moments: Moments): number {
  return 2 / axes(moments).steep.curvature;
}

/** By what a step multiplies the distance along an axis. */
export function factor({ curvature }: Axis, rate: number): number {
  return 1 - rate * curvature;
}

/** How much of the loss above the lowest is due to the distance along each axis; the two add up to all of it. */
export function excess(moments: Moments, { w, b }: Line): { readonly steep: number; readonly flat: number } {
  const middle = lowest(moments);
  const { steep, flat } = axes(moments);
  const part = ({ curvature, direction }: Axis): number => {
    const distance = (w - middle.w) * direction.w + (b - middle.b) * direction.b;
    return (curvature * distance * distance) / 2;
  };
  return { steep: part(steep), flat: part(flat) };
}

/** Lines whose loss is `level`: an ellipse around the lowest one, as a closed ring of `count` points. */
export function ellipse(moments: Moments, level: number, count = 180): readonly Line[] {
  const middle = lowest(moments);
  const above = level - loss(moments, middle);
  if (above <= 0) return [];
  const { steep, flat } = axes(moments);
  const [across, along] = [steep, flat].map(({ curvature }) => Math.sqrt((2 * above) / curvature)) as [number, number];
  return Array.from({ length: count }, (_, k) => {
    const angle = (2 * Math.PI * k) / count;
    const [c, s] = [across * Math.cos(angle), along * Math.sin(angle)];
    return {
      w: middle.w + c * steep.direction.w + s * flat.direction.w,
      b: middle.b + c * steep.direction.b + s * flat.direction.b,
    };
  });
}

/** Losses at which to draw rings: steps of equal factor above the lowest one, up to `highest`. */
export function levels(floor: number, highest: number, count = 9): readonly number[] {
  const top = highest - floor;
  return Array.from({ length: count }, (_, k) => floor + top * 0.45 ** (count - 1 - k));
}

/** Round learning rates from `low` to `high`: two significant digits, a slider's worth. */
export function roundRates(low: number, high: number): readonly number[] {
  const rates: number[] = [];
  for (let power = Math.floor(Math.log10(low)); power <= Math.floor(Math.log10(high)); power++)
    for (let tenths = 10; tenths < 100; tenths++) {
      const rate = Number(`${tenths}e${power - 1}`);
      if (rate >= low * (1 - 1e-9) && rate <= high * (1 + 1e-9)) rates.push(rate);
    }
  return rates;
}
