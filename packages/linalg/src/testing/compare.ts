import { isClose, type Tolerance } from '@zero-to-gpt/linalg';

/** Numbers with their shape, off any device. */
export interface HostArray {
  /** Row-major elements. */
  readonly data: ArrayLike<number>;
  /** Size of each axis. */
  readonly shape: readonly number[];
}

/**
 * Says how `actual` differs from `expected`, naming the index that is furthest off, or '' where all is close.
 * Default tolerance: 1e-5 relative plus 1e-6 absolute; NaN equals NaN.
 */
export function difference(actual: HostArray, expected: HostArray, tolerance: Tolerance = {}): string {
  const wanted = { rtol: 1e-5, atol: 1e-6, equalNaN: true, ...tolerance };
  if (`${actual.shape}` !== `${expected.shape}`)
    return `the shapes differ: found [${actual.shape}], wanted [${expected.shape}]`;
  let [wrong, worst, at] = [0, -1, -1];
  for (let i = 0; i < expected.data.length; i++) {
    const [a, b] = [actual.data[i]!, expected.data[i]!];
    if (isClose(a, b, wanted)) continue;
    wrong++;
    const distance = Math.abs(a - b) / (wanted.atol + wanted.rtol * Math.abs(b));
    const badness = Number.isFinite(distance) ? distance : Infinity;
    if (badness > worst) [worst, at] = [badness, i];
  }
  if (wrong === 0) return '';
  return (
    `${wrong} of ${expected.data.length} elements are off, worst at [${indexAt(at, expected.shape)}]: ` +
    `found ${actual.data[at]}, wanted ${expected.data[at]} (rtol ${wanted.rtol}, atol ${wanted.atol})`
  );
}

function indexAt(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    index.unshift(flat % shape[axis]!);
    flat = Math.floor(flat / shape[axis]!);
  }
  return index;
}
