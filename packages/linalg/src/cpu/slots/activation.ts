import type { Activation } from '../../kernels.ts';
import type { View } from '../../view.ts';
import { walker } from '../copy.ts';
import { combineRows, mapRows } from '../elementwise.ts';
import type { Engine } from '../engine.ts';
import { areFloat32, haveShapes } from '../matrix.ts';

/** Element-wise activation of float32 arrays with any strides. */
export function activation(engine: Engine, kind: Activation, x: View, out: View): boolean {
  if (!areFloat32(x, out) || !haveShapes([out, x.shape])) return false;
  out.storage.version++;
  mapRows(engine, `${kind}Rows`, x, out);
  return true;
}

/** dx = dy · f′(x). */
export function activationBackward(engine: Engine, kind: Activation, dy: View, x: View, dx: View): boolean {
  if (!areFloat32(dy, x, dx) || !haveShapes([dy, x.shape], [dx, x.shape])) return false;
  dx.storage.version++;
  combineRows(engine, `${kind}BackwardRows`, [walker(engine, dy), walker(engine, x)], dx);
  return true;
}
