/** Turns two rows of a matrix in their plane: row i ← c·rowᵢ + s·rowⱼ, row j ← c·rowⱼ − s·rowᵢ. */
export function rotateRows(x: Float64Array, width: number, i: number, j: number, c: number, s: number): void {
  const [a, b] = [i * width, j * width];
  for (let k = 0; k < width; k++) {
    const p = x[a + k]!;
    const q = x[b + k]!;
    x[a + k] = c * p + s * q;
    x[b + k] = c * q - s * p;
  }
}
