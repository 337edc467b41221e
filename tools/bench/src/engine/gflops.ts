import type { NDArray } from '@zero-to-gpt/linalg';

/** GFLOP/s of `repeats` products. */
export function gflops(a: NDArray, b: NDArray, repeats: number): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) a.matmul(b).dispose();
  const milliseconds = (performance.now() - start) / repeats;
  return (2e-6 * a.shape[0]! * a.shape[1]! * b.shape[1]!) / milliseconds;
}
