import { sizeOf } from '../../shape.ts';
import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes, matrixOf } from '../matrix.ts';

/** Rows of one block of partial sums; the kernel counts with the same number. */
const BLOCK = 64;

/** out = (x − mean) · rstd · weight + bias over the last axis; mean and rstd hold one element a row. */
export function layerNorm(
  engine: Engine,
  x: View,
  weight: View | null,
  bias: View | null,
  out: View,
  mean: View,
  rstd: View,
  { eps }: { readonly eps: number },
): boolean {
  const [X, O] = [matrixOf(engine, x), matrixOf(engine, out)];
  const [m, r] = [denseOf(engine, mean), denseOf(engine, rstd)];
  const [w, b] = [weight && denseOf(engine, weight), bias && denseOf(engine, bias)];
  if (!areFloat32(x, weight, bias, out, mean, rstd) || !X || !O || m === null || r === null) return false;
  if ((weight && w === null) || (bias && b === null)) return false;
  const C = [X.columns];
  if (!haveShapes([weight, C], [bias, C], [out, x.shape]) || !holdRows(X.rows, mean, rstd)) return false;
  for (const v of [out, mean, rstd]) v.storage.version++;
  withRow(engine, w, 1, O.columns, (scale) =>
    withRow(engine, b, 0, O.columns, (shift) =>
      engine.runner.run('layerNormRows', [X.address, X.row, scale, shift, O.address, O.row, m, r, eps, O.columns], {
        count: O.rows,
        cost: 2 * O.columns,
      }),
    ),
  );
  return true;
}

/** Its gradient; sums over the rows go through one slot of scratch memory for every 64 rows. */
export function layerNormBackward(
  engine: Engine,
  dy: View,
  x: View,
  weight: View | null,
  mean: View,
  rstd: View,
  dx: View | null,
  dweight: View | null,
  dbias: View | null,
): boolean {
  const [D, X, DX] = [matrixOf(engine, dy), matrixOf(engine, x), dx && matrixOf(engine, dx)];
  const [m, r, w] = [denseOf(engine, mean), denseOf(engine, rstd), weight && denseOf(engine, weight)];
  const [dw, db] = [dweight && denseOf(engine, dweight), dbias && denseOf(engine, dbias)];
  if (!areFloat32(dy, x, weight, mean, rstd, dx, dweight, dbias) || !D || !X || m === null || r === null) return false;
  if ((weight && w === null) || (dx && !DX) || (dweight && dw === null) || (dbias && db === null)) return false;
  const C = [X.columns];
  if (!haveShapes([dy, x.shape], [weight, C], [dx, x.shape], [dweight, C], [dbias, C])) return false;
  if (!holdRows(X.rows, mean, rstd)) return false;
  for (const v of [dx, dweight, dbias]) if (v) v.storage.version++;
  const { rows, columns } = X;
  const blocks = Math.ceil(rows / BLOCK);
  const slot = 8 * columns;
  const wantsSums = dw !== null || db !== null;
  engine.scratch(wantsSums ? slot * blocks : 0, (sums) => {
    withRow(engine, w, 1, columns, (scale) => {
      const where = [D.address, D.row, X.address, X.row, scale, m, r, DX?.address ?? 0, DX?.row ?? 0];
      engine.runner.run('layerNormBackwardBlocks', [...where, wantsSums ? sums : 0, columns, rows], {
        count: blocks,
        cost: 4 * BLOCK * columns,
      });
    });
    if (dw !== null)
      engine.runner.run('sumColumns', [sums, slot, blocks, dw], { count: columns, cost: blocks, grain: 16 });
    if (db !== null)
      engine.runner.run('sumColumns', [sums + 4 * columns, slot, blocks, db], {
        count: columns,
        cost: blocks,
        grain: 16,
      });
  });
  return true;
}

/** Whether each view holds one element a row. */
export function holdRows(rows: number, ...views: readonly View[]): boolean {
  return views.every((x) => sizeOf(x.shape) === rows);
}

/** Calls `f` with `address`, or, where that is null, with a row of `value` in scratch memory. */
export function withRow(
  engine: Engine,
  address: number | null,
  value: 0 | 1,
  columns: number,
  f: (at: number) => void,
): void {
  if (address !== null) f(address);
  else
    engine.scratch(4 * columns, (at) => {
      engine.runner.run('fillRows', [at, 0, value === 1 ? 0x3f800000 : 0, columns], { count: 1 });
      f(at);
    });
}
