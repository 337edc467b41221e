import type { NDArray } from '../ndarray.ts';
import { epsilonOf, type HostMatrices, ofMatrix, squareMatrices } from './host-matrices.ts';

/**
 * Reads symmetric matrices; pairs may differ by rounding (32 ε of the largest element), and the lower one is used.
 * @throws RangeError also where a pair across the diagonal differs, naming it
 */
export function symmetricMatrices(x: NDArray, action: string): HostMatrices {
  const matrices = squareMatrices(x, action);
  const { rows: n, items } = matrices;
  items.forEach((a, m) => {
    let top = 0;
    for (const value of a) top = Math.max(top, Math.abs(value));
    const allowed = 32 * epsilonOf(x) * top;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) {
        const [low, high] = [a[i * n + j]!, a[j * n + i]!];
        if (Math.abs(low - high) > allowed)
          throw new RangeError(
            `Cannot ${action} [${x.shape}]: not symmetric, elements [${i},${j}] and [${j},${i}]${ofMatrix(m, matrices)} are ${low} and ${high}; for the symmetric part: x.add(x.mT).div(2)`,
          );
        a[j * n + i] = low;
      }
  });
  return matrices;
}
