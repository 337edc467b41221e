import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { scatterAdd } from '../gather.ts';
import { areFloat32, haveShapes, matrixOf } from '../matrix.ts';

/** dtable[indices[i], :] += dy[i, :], in the order of i. @throws RangeError for an index outside the table */
export function embeddingBackward(engine: Engine, indices: View, dy: View, dtable: View): boolean {
  if (!areFloat32(dy, dtable) || indices.storage.dtype !== 'int32') return false;
  if (dtable.shape.length !== 2 || !haveShapes([indices, dy.shape.slice(0, 1)], [dy, [dy.shape[0]!, dtable.shape[1]!]]))
    return false;
  if (!matrixOf(engine, dy) || !matrixOf(engine, dtable)) return false;
  scatterAdd(engine, indices, dy, dtable);
  dtable.storage.version++;
  return true;
}
