import { hostKernels } from '../reference/host-kernels.ts';
import { rowMajor, sizeOf } from '../shape.ts';
import type { View } from '../view.ts';
import { copyPlan, walker } from './copy.ts';
import type { Engine } from './engine.ts';
import { eachOuter, simplify, type Walker } from './plan.ts';

/** A matrix in memory: strides in bytes. */
export interface Strided {
  readonly address: number;
  readonly row: number;
  readonly column: number;
}

/** `out (+)= a · b` over the last two axes. Transposed and sliced operands are read where they lie. */
export function matmul(
  engine: Engine,
  a: View,
  b: View,
  out: View,
  { accumulate = false }: { accumulate?: boolean } = {},
): void {
  const n = out.shape.length;
  if (out.storage.dtype !== 'float32') {
    hostKernels.matmul(engine.host(a), engine.host(b), engine.host(out), { accumulate });
    return;
  }
  if (sizeOf(out.shape) === 0) return;
  const [rows, columns] = [out.shape[n - 2]!, out.shape[n - 1]!];
  const [rowStep, columnStep] = [out.strides[n - 2]!, out.strides[n - 1]!];
  const isColumn = columns === 1 && rowStep === 1; // better a row of many columns
  if (!isColumn && (columnStep === 1 || columns === 1))
    product(engine, a, b, walker(engine, out), out.shape, accumulate);
  else if (rowStep === 1 || rows === 1) {
    // (a · b)ᵀ = bᵀ · aᵀ
    const o = turn(out);
    product(engine, turn(b), turn(a), walker(engine, o), o.shape, accumulate);
  } else
    engine.scratch(4 * sizeOf(out.shape), (address) => {
      const packed: Walker = { address, width: 4, strides: rowMajor(out.shape) };
      const there = walker(engine, out);
      if (accumulate) copyPlan(engine, simplify(out.shape, [there, packed]));
      product(engine, a, b, packed, out.shape, accumulate);
      copyPlan(engine, simplify(out.shape, [packed, there]));
    });
}

/** The view with its last two axes exchanged. */
function turn(x: View): View {
  const swapped = (list: readonly number[]) => [...list.slice(0, -2), list.at(-1)!, list.at(-2)!];
  return { storage: x.storage, offset: x.offset, shape: swapped(x.shape), strides: swapped(x.strides) };
}

/** C (+)= A · B, `out` having its columns side by side: batch axes are walked here, the rest is one kernel. */
function product(engine: Engine, a: View, b: View, out: Walker, shape: readonly number[], add: boolean): void {
  const n = shape.length;
  const [M, N, K] = [shape[n - 2]!, shape[n - 1]!, a.shape[n - 1]!];
  const A = { row: a.strides[n - 2]! * 4, column: a.strides[n - 1]! * 4 };
  const B = { row: b.strides[n - 2]! * 4, column: b.strides[n - 1]! * 4 };
  const cRow = out.strides[n - 2]! * 4;
  const leading = (w: Walker): Walker => ({ ...w, strides: w.strides.slice(0, n - 2) });
  const batch = simplify(shape.slice(0, n - 2), [walker(engine, a), walker(engine, b), out].map(leading));
  const count = batch.shape.at(-1) ?? 1;
  const [aNext, bNext, cNext] = batch.walkers.map((w) => (w.strides.at(-1) ?? 0) * 4) as [number, number, number];
  // one matrix b for all: the batch is one product with a taller matrix a
  const tall = bNext === 0 && aNext === M * A.row && cNext === M * cRow;
  eachOuter(batch, 1, ([p, q, o]) => {
    if (count === 1 || tall) gemm(engine, M * count, N, K, { ...A, address: p! }, { ...B, address: q! }, o!, cRow, add);
    else {
      const matrices = [p!, A.row, A.column, aNext, q!, B.row, B.column, bNext, o!, cRow, cNext];
      engine.runner.run('gemmBatch', [M, N, K, ...matrices, +add], { count, cost: (M * N * K) / FMAS });
    }
  });
}

/** Multiply-adds that take as long as one element of an element-wise kernel. */
const FMAS = 8;

/** One product, split along the longer side of the result. `add` adds to what is in C. */
export function gemm(
  engine: Engine,
  M: number,
  N: number,
  K: number,
  a: Strided,
  b: Strided,
  c: number,
  cRow: number,
  add: boolean,
): void {
  const args = [K, a.address, a.row, a.column, b.address, b.row, b.column, c, cRow, +add];
  if (M >= N) engine.runner.run('gemmRows', [N, ...args], { count: M, cost: (N * K) / FMAS, grain: 6 });
  else engine.runner.run('gemmColumns', [M, ...args], { count: N, cost: (M * K) / FMAS, grain: 8 });
}
