import type { View } from '../../view.ts';
import type { Engine } from '../engine.ts';
import { checkedIndices } from '../gather.ts';
import { areFloat32, haveShapes, matrixOf } from '../matrix.ts';

/** losses[i] = −log softmax(logits[i])[targets[i]]. @throws RangeError for a target that is no class */
export function crossEntropy(
  engine: Engine,
  logits: View,
  targets: View,
  losses: View,
  logSumExp: View,
  { ignoreIndex }: { readonly ignoreIndex: number },
): boolean {
  const L = matrixOf(engine, logits);
  if (!areFloat32(logits, losses, logSumExp) || targets.storage.dtype !== 'int32' || !L) return false;
  const rows = [L.rows];
  if (!haveShapes([logits, [L.rows, L.columns]], [targets, rows], [losses, rows], [logSumExp, rows])) return false;
  const [at, step] = checkedIndices(engine, targets, L.columns, ignoreIndex, 'class');
  for (const v of [losses, logSumExp]) v.storage.version++;
  const results = [...list(engine, losses), ...list(engine, logSumExp)];
  engine.runner.run('crossEntropyRows', [L.address, L.row, L.columns, at, step, ...results, ignoreIndex], {
    count: L.rows,
    cost: 4 * L.columns,
  });
  return true;
}

/** dlogits[i] = (softmax(logits[i]) − onehot(targets[i])) · dlosses[i], 0 for ignored rows. */
export function crossEntropyBackward(
  engine: Engine,
  dlosses: View,
  logits: View,
  targets: View,
  logSumExp: View,
  dlogits: View,
  { ignoreIndex }: { readonly ignoreIndex: number },
): boolean {
  const [L, D] = [matrixOf(engine, logits), matrixOf(engine, dlogits)];
  if (!areFloat32(dlosses, logits, logSumExp, dlogits) || targets.storage.dtype !== 'int32' || !L || !D) return false;
  const shape = [L.rows, L.columns];
  if (
    !haveShapes([logits, shape], [dlogits, shape], ...[targets, dlosses, logSumExp].map((x) => [x, [L.rows]] as const))
  )
    return false;
  const [at, step] = checkedIndices(engine, targets, L.columns, ignoreIndex, 'class');
  dlogits.storage.version++;
  const rows = [L.address, L.row, L.columns, at, step, ...list(engine, logSumExp), D.address, D.row, ignoreIndex];
  engine.runner.run('crossEntropyBackwardRows', [...list(engine, dlosses), ...rows], {
    count: L.rows,
    cost: 4 * L.columns,
  });
  return true;
}

/** Address and step in bytes of a list of float32. */
function list(engine: Engine, x: View): readonly [address: number, step: number] {
  return [engine.address(x), x.strides[0]! * 4];
}
