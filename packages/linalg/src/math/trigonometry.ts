/** π/2 in three parts; the first two have 33 bits, so that n · part is exact for n < 2²⁰. */
const HALF_PI_1 = 1.5707963267341256;
const HALF_PI_2 = 6.077100506303966e-11;
const HALF_PI_3 = 2.0222662487959506e-21;

/** Sine, x in radians, to about 1 ulp; NaN for ±∞. */
export function sin(x: number): number {
  if (x === 0) return x;
  if (!Number.isFinite(x)) return NaN;
  const { quadrant, rest } = reduce(x);
  const y = quadrant & 1 ? cosSeries(rest) : sinSeries(rest);
  return quadrant & 2 ? -y : y;
}

/** Cosine, x in radians, to about 1 ulp; NaN for ±∞. */
export function cos(x: number): number {
  if (!Number.isFinite(x)) return NaN;
  const { quadrant, rest } = reduce(x);
  const y = quadrant & 1 ? sinSeries(rest) : cosSeries(rest);
  return (quadrant + 1) & 2 ? -y : y;
}

/** x = quadrant · π/2 + rest with |rest| ≤ π/4. */
function reduce(x: number): { quadrant: number; rest: number } {
  if (Math.abs(x) <= Math.PI / 4) return { quadrant: 0, rest: x };
  const n = Math.round(x * (2 / Math.PI));
  if (Math.abs(n) > 1 << 20) return reduceHuge(x);
  return { quadrant: n & 3, rest: x - n * HALF_PI_1 - n * HALF_PI_2 - n * HALF_PI_3 };
}

function sinSeries(r: number): number {
  const z = r * r;
  let p = 0;
  for (let k = 19; k >= 3; k -= 2) p = (1 + p) * (-z / (k * (k - 1)));
  return r + r * p;
}

function cosSeries(r: number): number {
  const z = r * r;
  let p = 0;
  for (let k = 20; k >= 2; k -= 2) p = (1 + p) * (-z / (k * (k - 1)));
  return 1 + p;
}

const BITS = 1200n;
let halfPi: bigint | undefined;

/** Division with remainder in whole numbers of 1,200 binary places: exact however large x is. */
function reduceHuge(x: number): { quadrant: number; rest: number } {
  halfPi ??= 2n * (4n * arctanOfInverse(5n) - arctanOfInverse(239n)); // π/4 = 4 arctan 1/5 − arctan 1/239 (Machin)
  const size = Math.abs(x);
  // above 2^20 no number has more than 32 binary places
  const scaled = Number.isInteger(size) ? BigInt(size) << BITS : BigInt(size * 4294967296) << (BITS - 32n);
  let quadrant = scaled / halfPi;
  let rest = scaled % halfPi;
  if (2n * rest > halfPi) {
    rest -= halfPi;
    quadrant++;
  }
  const angle = Number(rest >> (BITS - 200n)) / Number(1n << 200n);
  return x > 0 ? { quadrant: Number(quadrant & 3n), rest: angle } : { quadrant: Number(-quadrant & 3n), rest: -angle };
}

/** arctan(1/n) · 2^1200 by its Taylor series. */
function arctanOfInverse(n: bigint): bigint {
  let power = (1n << BITS) / n;
  let sum = power;
  for (let k = 3n; power !== 0n; k += 2n) {
    power /= -n * n;
    sum += power / k;
  }
  return sum;
}
