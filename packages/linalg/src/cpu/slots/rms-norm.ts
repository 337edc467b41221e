import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, denseOf, haveShapes, matrixOf } from '../matrix.ts';
import { holdRows, withRow } from './layer-norm.ts';

/** Rows of one block of partial sums; the kernel counts with the same number. */
const BLOCK = 64;

/** out = x · rstd · weight with rstd = 1/√(mean of squares + eps) over the last axis; rstd holds one element a row. */
export function rmsNorm(
  engine: Engine,
  x: View,
  weight: View | null,
  out: View,
  rstd: View,
  { eps }: { readonly eps: number },
): boolean {
  const [X, O] = [matrixOf(engine, x), matrixOf(engine, out)];
  const [r, w] = [denseOf(engine, rstd), weight && denseOf(engine, weight)];
  if (!areFloat32(x, weight, out, rstd) || !X || !O || r === null || (weight && w === null)) return false;
  if (!haveShapes([weight, [X.columns]], [out, x.shape]) || !holdRows(X.rows, rstd)) return false;
  for (const v of [out, rstd]) v.storage.version++;
  withRow(engine, w, 1, O.columns, (scale) =>
    engine.runner.run('rmsNormRows', [X.address, X.row, scale, O.address, O.row, r, eps, O.columns], {
      count: O.rows,
      cost: 2 * O.columns,
    }),
  );
  return true;
}

/** Its gradient; sums over the rows go through one slot of scratch memory for every 64 rows. */
export function rmsNormBackward(
  engine: Engine,
  dy: View,
  x: View,
  weight: View | null,
  rstd: View,
  dx: View | null,
  dweight: View | null,
): boolean {
  const [D, X, DX] = [matrixOf(engine, dy), matrixOf(engine, x), dx && matrixOf(engine, dx)];
  const [r, w, dw] = [denseOf(engine, rstd), weight && denseOf(engine, weight), dweight && denseOf(engine, dweight)];
  if (!areFloat32(dy, x, weight, rstd, dx, dweight) || !D || !X || r === null) return false;
  if ((weight && w === null) || (dx && !DX) || (dweight && dw === null)) return false;
  if (!haveShapes([dy, x.shape], [weight, [X.columns]], [dx, x.shape], [dweight, [X.columns]])) return false;
  if (!holdRows(X.rows, rstd)) return false;
  for (const v of [dx, dweight]) if (v) v.storage.version++;
  const { rows, columns } = X;
  const blocks = Math.ceil(rows / BLOCK);
  const slot = 4 * columns;
  engine.scratch(dw !== null ? slot * blocks : 0, (sums) => {
    withRow(engine, w, 1, columns, (scale) => {
      const where = [D.address, D.row, X.address, X.row, scale, r, DX?.address ?? 0, DX?.row ?? 0];
      engine.runner.run('rmsNormBackwardBlocks', [...where, dw !== null ? sums : 0, columns, rows], {
        count: blocks,
        cost: 4 * BLOCK * columns,
      });
    });
    if (dw !== null)
      engine.runner.run('sumColumns', [sums, slot, blocks, dw], { count: columns, cost: blocks, grain: 16 });
  });
  return true;
}
