/** A turn in the plane. */
export interface Rotation {
  /** Cosine of the angle. */
  readonly cosine: number;
  /** Sine of the angle. */
  readonly sine: number;
  /** Length of the vector it was made for. */
  readonly length: number;
}

/** The turn of (x, y) onto (length, 0); also where the squares of both would vanish. */
export function rotationOf(x: number, y: number): Rotation {
  const top = Math.max(Math.abs(x), Math.abs(y));
  if (top === 0) return { cosine: 1, sine: 0, length: 0 };
  const unit = top < 1e-120 ? top : 1;
  const [p, q] = [x / unit, y / unit];
  const length = Math.sqrt(p * p + q * q);
  return { cosine: p / length, sine: q / length, length: length * unit };
}

/** Turns two rows of a matrix in their plane: row i ← c·rowᵢ + s·rowⱼ, row j ← c·rowⱼ − s·rowᵢ. */
export function rotateRows(x: Float64Array, width: number, i: number, j: number, { cosine, sine }: Rotation): void {
  const [a, b] = [i * width, j * width];
  for (let k = 0; k < width; k++) {
    const p = x[a + k]!;
    const q = x[b + k]!;
    x[a + k] = cosine * p + sine * q;
    x[b + k] = cosine * q - sine * p;
  }
}
