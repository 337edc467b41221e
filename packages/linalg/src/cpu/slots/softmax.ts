import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, haveShapes, matrixOf } from '../matrix.ts';

/** Softmax over the last axis: rows of float32 whose elements lie side by side. */
export function softmax(engine: Engine, x: View, out: View): boolean {
  const [from, to] = [matrixOf(engine, x), matrixOf(engine, out)];
  if (!areFloat32(x, out) || !from || !to || !haveShapes([out, x.shape])) return false;
  out.storage.version++;
  engine.runner.run('softmaxRows', [from.address, from.row, to.address, to.row, to.columns], {
    count: to.rows,
    cost: 8 * to.columns,
  });
  return true;
}

/** Its gradient. */
export function softmaxBackward(engine: Engine, dy: View, y: View, dx: View): boolean {
  const [d, p, o] = [matrixOf(engine, dy), matrixOf(engine, y), matrixOf(engine, dx)];
  if (!areFloat32(dy, y, dx) || !d || !p || !o || !haveShapes([y, dy.shape], [dx, dy.shape])) return false;
  dx.storage.version++;
  engine.runner.run('softmaxBackwardRows', [d.address, d.row, p.address, p.row, o.address, o.row, o.columns], {
    count: o.rows,
    cost: 4 * o.columns,
  });
  return true;
}
