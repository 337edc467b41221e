/** A small product of 48 × 64 and 64 × 48 by a compiled module, in a memory of its own. */
export function probe(module: WebAssembly.Module, { shared }: { shared: boolean }): () => void {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared });
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  const kernels = exports as Record<'heapBase' | 'setWorkspace' | 'gemmRows', (...args: number[]) => number>; // of wasm/index.ts
  const [a, b, c] = [0, 1, 2].map((i) => ((kernels.heapBase() + 63) & ~63) + 4 * 64 * 48 * i) as [
    number,
    number,
    number,
  ];
  new Float32Array(memory.buffer, a, 2 * 64 * 48).fill(0.5);
  kernels.setWorkspace(c + 4 * 64 * 48);
  return () => void kernels.gemmRows(48, 64, a, 4 * 64, 4, b, 4 * 48, 4, c, 4 * 48, 0, 0, 48);
}

/**
 * Whether `a` takes more than `factor` times as long as `b`: the best of many runs, taken in turns for about
 * `milliseconds`. A clock that is too coarse to tell says no, and so does a doubt: yes has to be found three times.
 */
export function isSlower(
  a: () => void,
  b: () => void,
  { milliseconds, factor }: { readonly milliseconds: number; readonly factor: number },
): boolean {
  for (let times = 0; times < 3; times++) {
    let [bestA, bestB] = [Infinity, Infinity];
    const start = performance.now();
    for (let runs = 0; runs < 8 || performance.now() - start < milliseconds; runs++) {
      bestA = Math.min(bestA, time(a));
      bestB = Math.min(bestB, time(b));
    }
    if (!(bestA > factor * bestB)) return false;
  }
  return true;
}

function time(f: () => void): number {
  const start = performance.now();
  f();
  return performance.now() - start;
}
