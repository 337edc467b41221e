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

/** How to compare two functions. */
export interface SlowerOptions {
  /** About how many milliseconds each try takes; there are as many tries as numbers. */
  readonly tries: readonly number[];
  /** How many times as long is slower. */
  readonly factor: number;
}

/**
 * Whether `a` takes more than `factor` times as long as `b`: the best of many runs, taken in turns. A clock that is too
 * coarse to tell says no, and so does a doubt: every try has to find it. On a busy machine the engine may be late to
 * optimise one of them, so the later tries may want to be longer.
 */
export function isSlower(a: () => void, b: () => void, { tries, factor }: SlowerOptions): boolean {
  return tries.every((milliseconds) => {
    let [bestA, bestB] = [Infinity, Infinity];
    const start = performance.now();
    for (let runs = 0; runs < 8 || performance.now() - start < milliseconds; runs++) {
      bestA = Math.min(bestA, time(a));
      bestB = Math.min(bestB, time(b));
    }
    return bestA > factor * bestB;
  });
}

function time(f: () => void): number {
  const start = performance.now();
  f();
  return performance.now() - start;
}
