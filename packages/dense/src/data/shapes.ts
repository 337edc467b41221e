import { array, defaultRandom, fromData, math, type NDArray, type Random } from '@zero-to-gpt/linalg';
import { digitStrokes } from './digit-strokes.ts';

/** Samples with their classes. */
export interface Labelled {
  /** (n, …) float32. */
  readonly x: NDArray;
  /** (n) int32. */
  readonly y: NDArray;
}

/** The four inputs of *exclusive or* and its answers: no line parts the ones from the zeros. */
export function xor(): Labelled {
  return {
    x: array([
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ]),
    y: array([0, 1, 1, 0], { dtype: 'int32' }),
  };
}

/** Options of `twoMoons`. */
export interface TwoMoonsOptions {
  /** Standard deviation of the points around their arc. Default 0.1. */
  noise?: number;
  /** Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Two half circles that reach into each other, ⌈n/2⌉ points of class 0 on the upper and ⌊n/2⌋ of class 1 on the lower:
 * (n, 2). As scikit-learn's `make_moons`.
 * @throws RangeError for fewer than two points, or negative noise
 */
export function twoMoons(n: number, { noise = 0.1, random = defaultRandom() }: TwoMoonsOptions = {}): Labelled {
  if (!Number.isInteger(n) || n < 2 || !(noise >= 0))
    throw new RangeError(
      `Cannot draw two moons of ${n} points with noise ${noise}: expected two or more, and no less than 0`,
    );
  const upper = Math.ceil(n / 2);
  const jitter = random.normal([n, 2], { std: noise }).toFlat();
  const points = Array.from({ length: n }, (_, i) => {
    const [k, count] = i < upper ? [i, upper] : [i - upper, n - upper];
    const angle = (Math.PI * k) / Math.max(1, count - 1);
    const [x, y] = i < upper ? [math.cos(angle), math.sin(angle)] : [1 - math.cos(angle), 0.5 - math.sin(angle)];
    return [x + jitter[2 * i]!, y + jitter[2 * i + 1]!];
  });
  return {
    x: array(points),
    y: array(
      points.map((_, i) => Number(i >= upper)),
      { dtype: 'int32' },
    ),
  };
}

/** Options of `glyphDigits`. */
export interface GlyphOptions {
  /** Height and width of an image. Default 16. */
  size?: number;
  /** Standard deviation of each pixel's noise. Default 0.15. */
  noise?: number;
  /** Default: `defaultRandom()`. */
  random?: Random;
}

/**
 * Pictures of the digits 0 to 9, drawn by a shaky hand: strokes that are turned, stretched, slanted, moved and more or
 * less thick, with noise on each pixel. x (n, 1, size, size), paper 0 and ink 1; y (n). Each digit is equally likely.
 * @throws RangeError for no picture, pictures of fewer than 8 pixels a side, or negative noise
 */
export function glyphDigits(
  n: number,
  { size = 16, noise = 0.15, random = defaultRandom() }: GlyphOptions = {},
): Labelled {
  if (!Number.isInteger(n) || n < 1 || !Number.isInteger(size) || size < 8 || !(noise >= 0))
    throw new RangeError(
      `Cannot draw ${n} digits of ${size} pixels with noise ${noise}: expected 1 or more, 8 or more, and no less than 0`,
    );
  const pixels = new Float32Array(n * size * size);
  const labels = Int32Array.from({ length: n }, () => random.int(10));
  const grain = random.normal([n, size, size], { std: noise }).toFlat();
  for (let i = 0; i < n; i++) draw(pixels.subarray(i * size * size, (i + 1) * size * size), labels[i]!, size, random);
  for (let i = 0; i < pixels.length; i++) pixels[i]! += grain[i]!;
  return { x: fromData(pixels, [n, 1, size, size]), y: fromData(labels, [n]) };
}

function draw(image: Float32Array, digit: number, size: number, random: Random): void {
  const between = (low: number, high: number): number => low + (high - low) * random.next();
  const angle = between(-0.25, 0.25);
  const [cos, sin] = [math.cos(angle), math.sin(angle)];
  const [wide, high, slant] = [between(0.65, 1), between(0.65, 0.95), between(-0.25, 0.25)];
  const [right, down] = [between(-0.12, 0.12), between(-0.12, 0.12)];
  const thick = between(0.045, 0.085);
  const place = ([x, y]: readonly [number, number]): readonly [number, number] => {
    const [a, b] = [(x - 0.5) * wide + slant * (0.5 - y), (y - 0.5) * high];
    return [0.5 + right + a * cos - b * sin, 0.5 + down + a * sin + b * cos];
  };
  // each line as its start and the way to its end, in a row: this is the inner loop of it all
  const lines = digitStrokes[digit]!.flatMap((stroke) => {
    const points = stroke.map(place);
    return points.slice(1).flatMap(([x, y], i) => [...points[i]!, x - points[i]![0], y - points[i]![1]]);
  });
  for (let row = 0; row < size; row++)
    for (let column = 0; column < size; column++) {
      const distance = Math.sqrt(nearest(lines, (column + 0.5) / size, (row + 0.5) / size));
      // ink fades over one pixel at the edge of the stroke
      image[row * size + column] = Math.min(1, Math.max(0, 0.5 + (thick - distance) * size));
    }
}

/** Squared distance of a point from the nearest of lines [x, y, dx, dy, …]. */
function nearest(lines: readonly number[], x: number, y: number): number {
  let least = Infinity;
  for (let k = 0; k < lines.length; k += 4) {
    const [px, py, dx, dy] = [x - lines[k]!, y - lines[k + 1]!, lines[k + 2]!, lines[k + 3]!];
    const along = Math.min(1, Math.max(0, (px * dx + py * dy) / (dx * dx + dy * dy)));
    const [ex, ey] = [px - along * dx, py - along * dy];
    least = Math.min(least, ex * ex + ey * ey);
  }
  return least;
}
