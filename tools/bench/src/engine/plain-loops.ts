// The element-wise operations as one writes them in JavaScript without a library: what WASM SIMD has to beat. They are
// measured only, no value of theirs goes anywhere.

/** y = f(x). */
export type Loop = (x: Float32Array, y: Float32Array) => void;

/** By the names of the rows. */
export const loops = {
  exp(x, y) {
    // host-math: the plain loop that ours is measured against
    for (let i = 0; i < x.length; i++) y[i] = Math.exp(x[i]!);
  },
  tanh(x, y) {
    // host-math: the plain loop that ours is measured against
    for (let i = 0; i < x.length; i++) y[i] = Math.tanh(x[i]!);
  },
  gelu(x, y) {
    const slope = Math.sqrt(2 / Math.PI);
    for (let i = 0; i < x.length; i++) {
      const v = x[i]!;
      // host-math: the plain loop that ours is measured against
      y[i] = 0.5 * v * (1 + Math.tanh(slope * (v + 0.044715 * v * v * v)));
    }
  },
} satisfies Record<string, Loop>;

/** Layer norm of rows of `columns`. */
export function layerNormLoop(x: Float32Array, weight: Float32Array, bias: Float32Array, y: Float32Array): void {
  const columns = weight.length;
  for (let row = 0; row < x.length; row += columns) {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += x[row + i]!;
    const mean = sum / columns;
    let squares = 0;
    for (let i = 0; i < columns; i++) {
      const centred = x[row + i]! - mean;
      squares += centred * centred;
    }
    const rstd = 1 / Math.sqrt(squares / columns + 1e-5);
    for (let i = 0; i < columns; i++) y[row + i] = (x[row + i]! - mean) * rstd * weight[i]! + bias[i]!;
  }
}

/** One AdamW step with β 0.9 and 0.99, no correction. */
export function adamwLoop(value: Float32Array, grad: Float32Array, m: Float32Array, v: Float32Array): void {
  for (let i = 0; i < value.length; i++) {
    const g = grad[i]!;
    const mean = 0.9 * m[i]! + 0.1 * g;
    const square = 0.99 * v[i]! + 0.01 * g * g;
    m[i] = mean;
    v[i] = square;
    value[i] = value[i]! * (1 - 1e-4) - (1e-3 * mean) / (Math.sqrt(square) + 1e-8);
  }
}
