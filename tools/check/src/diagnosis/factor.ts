import type { Size } from '../calls.ts';
import { formatNumber } from '../words.ts';
import { type Case, near } from './relation.ts';

/** The factor between the numbers and those wanted, where it is the same for all that are not 0. */
export function commonFactor({ got, want }: Pick<Case, 'got' | 'want'>): number | undefined {
  let [products, squares] = [0, 0];
  for (const [i, x] of want.entries()) {
    products += x * got[i]!;
    squares += x * x;
  }
  const factor = products / squares;
  return Number.isFinite(factor) && factor !== 0 && got.every((x, i) => near(x, factor * want[i]!))
    ? factor
    : undefined;
}

/** `-0.5`: "½ times the wanted one, with the wrong sign". `cure` is what is probably missing, where the factor tells. */
export function describeFactor(factor: number, sizes: readonly Size[]): { text: string; cure: string | undefined } {
  if (near(factor, -1)) return { text: 'the wanted one with the wrong sign', cure: undefined };
  const size = Math.abs(factor);
  const cure = cureOf(size, sizes);
  return { text: `${name(size)} times the wanted one${factor < 0 ? ', with the wrong sign' : ''}`, cure };
}

function name(factor: number): string {
  for (const [value, text] of [
    [1 / 2, '½'],
    [1 / 3, '⅓'],
    [2 / 3, '⅔'],
    [1 / 4, '¼'],
  ] as const)
    if (near(factor, value)) return text;
  const [whole, inverse] = [Math.round(factor), Math.round(1 / factor)];
  if (whole > 1 && near(factor, whole)) return String(whole);
  return factor < 1 && inverse < 1000 && near(factor, 1 / inverse) ? `1/${inverse}` : formatNumber(factor, 4);
}

function cureOf(factor: number, sizes: readonly Size[]): string | undefined {
  const sum = sizes.find(({ size }) => size > 1 && near(factor, size));
  const mean = sizes.find(({ size }) => size > 1 && near(factor, 1 / size));
  if (near(factor, 2)) return sum ? 'Is a 2 too many, or is this a sum where a mean is wanted?' : 'Is a 2 too many?';
  if (near(factor, 1 / 2))
    return mean
      ? 'Is a 2 missing, or is this a mean where a sum is wanted?'
      : 'Is a 2 missing, as in the derivative of a square?';
  if (sum) return `${sum.size} is ${sum.name}: is this a sum where a mean is wanted?`;
  if (mean) return `${mean.size} is ${mean.name}: is this a mean where a sum is wanted?`;
  const twice = sizes.find(({ size }) => size > 1 && near(factor, size / 2));
  if (twice) return `${twice.size} is ${twice.name}: is the 2 missing, and the division by ${twice.size}?`;
  const half = sizes.find(({ size }) => size > 2 && near(factor, 2 / size));
  if (half) return `${half.size} is ${half.name}: is this 2/${half.size} of a sum?`;
  for (const { size, name: of } of sizes) {
    if (size > 2 && near(factor, size / (size - 1))) return `Divide by ${size}, ${of}, not by ${size - 1}`;
    if (size > 2 && near(factor, (size - 1) / size)) return `Divide by ${size - 1}, not by ${size}, ${of}`;
  }
  if (near(factor, Math.LOG10E)) return 'Is this log10 where the natural log is wanted?';
  if (near(factor, Math.LOG2E)) return 'Is this log2 where the natural log is wanted?';
  if (near(factor, 180 / Math.PI)) return 'Are these degrees where radians are wanted?';
  return near(factor, Math.PI / 180) ? 'Are these radians where degrees are wanted?' : undefined;
}
