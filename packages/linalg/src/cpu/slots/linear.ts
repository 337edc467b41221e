import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { gemm, type Strided } from '../matmul.ts';
import { areFloat32, denseOf, haveShapes, type Matrix, matrixOf } from '../matrix.ts';

/** out = x · wᵀ + bias + residual: bias and residual are laid into `out` first, and the product adds to them. */
export function linear(engine: Engine, x: View, w: View, bias: View | null, residual: View | null, out: View): boolean {
  const [X, R, O] = [matrixOf(engine, x), residual && matrixOf(engine, residual), matrixOf(engine, out)];
  const b = bias && denseOf(engine, bias);
  if (!areFloat32(x, w, bias, residual, out) || !X || !O || (bias && b === null) || (residual && !R)) return false;
  const [I, width] = [X.columns, O.columns];
  if (X.rows !== O.rows || !haveShapes([w, [width, I]], [bias, [width]], [residual, out.shape])) return false;
  out.storage.version++;
  const { columns, rows } = O;
  const copyRows = (from: number, row: number) =>
    engine.runner.run('copyRows', [from, row, O.address, O.row, columns * 4], { count: rows, cost: columns });
  if (b !== null && R)
    engine.runner.run('addRows', [b, 0, 4, R.address, R.row, 4, O.address, O.row, columns], {
      count: rows,
      cost: columns,
    });
  else if (b !== null) copyRows(b, 0);
  else if (R) copyRows(R.address, R.row);
  gemm(engine, rows, columns, X.columns, strided(X), turned(engine, w), O.address, O.row, b !== null || R !== null);
  return true;
}

/** dx = dy · w, dw = dyᵀ · x, dbias = Σ rows of dy; null where nobody wants it. */
export function linearBackward(
  engine: Engine,
  dy: View,
  x: View,
  w: View,
  dx: View | null,
  dw: View | null,
  dbias: View | null,
): boolean {
  const [D, X] = [matrixOf(engine, dy), matrixOf(engine, x)];
  const [DX, DW] = [dx && matrixOf(engine, dx), dw && matrixOf(engine, dw)];
  const db = dbias && denseOf(engine, dbias);
  if (!areFloat32(dy, x, w, dx, dw, dbias) || !D || !X) return false;
  if ((dx && !DX) || (dw && !DW) || (dbias && db === null)) return false;
  const [rows, O, I] = [D.rows, D.columns, X.columns];
  if (rows !== X.rows || !haveShapes([w, [O, I]], [dw, [O, I]], [dbias, [O]], [dx, x.shape])) return false;
  for (const v of [dx, dw, dbias]) if (v) v.storage.version++;
  if (DX) {
    const W = turned(engine, w);
    gemm(engine, rows, I, O, strided(D), { ...W, row: W.column, column: W.row }, DX.address, DX.row, false);
  }
  if (DW)
    gemm(engine, O, I, rows, { address: D.address, row: 4, column: D.row }, strided(X), DW.address, DW.row, false);
  if (db !== null) engine.runner.run('sumColumns', [D.address, D.row, rows, db], { count: O, cost: rows, grain: 16 });
  return true;
}

function strided({ address, row }: Matrix): Strided {
  return { address, row, column: 4 };
}

/** wᵀ for a weight of (O, I) with any strides. */
function turned(engine: Engine, w: View): Strided {
  return { address: engine.address(w), row: w.strides[1]! * 4, column: w.strides[0]! * 4 };
}
