import { array, type NDArray } from '@zero-to-gpt/linalg';

/** The x (n) with a (n, n) times x equal to b (n). @throws RangeError where a is singular */
export function solve(a: NDArray, b: NDArray): NDArray {
  const n = b.size;
  const rows = Array.from({ length: n }, (_, i) => [...a.slice(i).toFlat(), b.get(i)]); // n rows of n + 1 numbers
  const x: number[] = new Array(n).fill(0);
  // #region TODO eliminate downwards with the largest pivot, then substitute upwards: about 18 lines
  for (let column = 0; column < n; column++) {
    let best = column;
    for (let i = column + 1; i < n; i++) if (Math.abs(rows[i]![column]!) > Math.abs(rows[best]![column]!)) best = i;
    [rows[column], rows[best]] = [rows[best]!, rows[column]!];
    const pivot = rows[column]!;
    if (pivot[column] === 0) throw new RangeError(`Cannot solve: the matrix is singular (column ${column})`);
    for (let i = column + 1; i < n; i++) {
      const row = rows[i]!;
      const factor = row[column]! / pivot[column]!;
      for (let j = column; j <= n; j++) row[j]! -= factor * pivot[j]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    let right = rows[i]![n]!;
    for (let j = i + 1; j < n; j++) right -= rows[i]![j]! * x[j]!;
    x[i] = right / rows[i]![i]!;
  }
  // #endregion
  return array(x);
}
