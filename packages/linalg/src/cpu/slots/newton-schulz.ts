import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { gemm, type Strided } from '../matmul.ts';
import { areFloat32, denseOf, haveShapes } from '../matrix.ts';

/** Coefficients of the polynomial a·s + b·s³ + c·s⁵ that takes singular values to about 1 (Jordan et al. 2024, Muon). */
const [A, B, C] = [3.4445, -4.775, 2.0315];
/** Elements of one block of the norm; the kernel counts with the same number. */
const BLOCK = 16384;

/**
 * Orthogonalises a matrix: X = x / (‖x‖ + eps), then `steps` times X = a·X + (b·G + c·G²)·X with G = X·Xᵀ. A tall matrix
 * is worked on transposed, so that G is small.
 */
export function newtonSchulz(
  engine: Engine,
  x: View,
  out: View,
  { steps, eps }: { readonly steps: number; readonly eps: number },
): boolean {
  const [from, to] = [denseOf(engine, x), denseOf(engine, out)];
  if (!areFloat32(x, out) || from === null || to === null || x.shape.length !== 2) return false;
  if (!haveShapes([out, x.shape]) || !Number.isInteger(steps) || steps < 0) return false;
  const [M, N] = x.shape as readonly [number, number];
  out.storage.version++;
  if (M * N === 0) return true;
  const short = Math.min(M, N);
  // row i of X, short × long, in the layout of x
  const like = (address: number): Strided =>
    M <= N ? { address, row: 4 * N, column: 4 } : { address, row: 4, column: 4 * N };
  engine.scratch(4 * (M * N + 2 * short * short), (space) => {
    const [gram, square] = [space + 4 * M * N, space + 4 * (M * N + short * short)];
    normalise(engine, from, to, M * N, eps);
    let [now, next] = [to, space];
    for (let step = 0; step < steps; step++) {
      const X = like(now);
      const Xt = { address: now, row: X.column, column: X.row };
      const G = { address: gram, row: 4 * short, column: 4 };
      gemm(engine, short, short, Math.max(M, N), X, Xt, gram, 4 * short, false);
      gemm(engine, short, short, short, G, G, square, 4 * short, false);
      scale(engine, gram, B, gram, short * short);
      scale(engine, square, C, square, short * short);
      add(engine, gram, square, gram, short * short);
      scale(engine, now, A, next, M * N);
      // of a tall matrix Xᵀ lies in memory: (P·X)ᵀ = Xᵀ·P, as P is symmetric
      if (M <= N) gemm(engine, M, N, M, G, X, next, 4 * N, true);
      else gemm(engine, M, N, N, Xt, G, next, 4 * N, true);
      [now, next] = [next, now];
    }
    if (now !== to) engine.runner.run('copyRows', [now, 0, to, 0, 4 * M * N], { count: 1 });
  });
  return true;
}

/** to = from / (‖from‖ + eps). */
function normalise(engine: Engine, from: number, to: number, count: number, eps: number): void {
  const blocks = Math.ceil(count / BLOCK);
  engine.scratch(8 * blocks + 8, (sums) => {
    const norm = sums + 8 * blocks;
    engine.runner.run('squareBlocks', [from, count, sums], { count: blocks, cost: BLOCK });
    engine.exports.rootOfSum(sums, blocks, norm);
    const length = new Float32Array(engine.memory.buffer, norm, 1)[0]!;
    scale(engine, from, 1 / (length + eps), to, count);
  });
}

/** to = from · factor. */
function scale(engine: Engine, from: number, factor: number, to: number, count: number): void {
  rows(count, (at, row, many, columns) =>
    engine.runner.run('mulRows', [from + at, row, 4, engine.number(0, factor), 0, 0, to + at, row, columns], {
      count: many,
      cost: columns,
    }),
  );
}

/** to = a + b. */
function add(engine: Engine, a: number, b: number, to: number, count: number): void {
  rows(count, (at, row, many, columns) =>
    engine.runner.run('addRows', [a + at, row, 4, b + at, row, 4, to + at, row, columns], {
      count: many,
      cost: columns,
    }),
  );
}

/** Cuts a list into rows, so that threads may share them. */
function rows(count: number, f: (at: number, row: number, many: number, columns: number) => void): void {
  const ROW = 4096;
  const full = Math.floor(count / ROW);
  if (full > 0) f(0, 4 * ROW, full, ROW);
  if (count > full * ROW) f(4 * ROW * full, 4 * ROW, 1, count - full * ROW);
}
