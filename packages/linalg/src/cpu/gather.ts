import { hostKernels } from '../reference/host-kernels.ts';
import type { View } from '../view.ts';
import type { Engine } from './engine.ts';
import { matrixOf } from './matrix.ts';

/** `out[i, :] = table[indices[i], :]`. @throws RangeError for an index outside the table */
export function gather(engine: Engine, table: View, indices: View, out: View): void {
  const [from, to] = [matrixOf(engine, table), matrixOf(engine, out)];
  const { dtype } = table.storage;
  if (!from || !to || (dtype !== 'float32' && dtype !== 'int32')) {
    hostKernels.gather(engine.host(table), engine.host(indices), engine.host(out));
    return;
  }
  const [at, step] = checkedIndices(engine, indices, table.shape[0]!, null, 'row');
  engine.runner.run('gatherRows', [from.address, from.row, at, step, to.address, to.row, to.columns], {
    count: indices.shape[0]!,
    cost: to.columns,
  });
}

/** `out[indices[i], :] += rows[i, :]`, in the order of i. @throws RangeError for an index outside `out` */
export function scatterAdd(engine: Engine, indices: View, rows: View, out: View): void {
  const [from, to] = [matrixOf(engine, rows), matrixOf(engine, out)];
  if (!from || !to || out.storage.dtype !== 'float32') {
    hostKernels.scatterAdd(engine.host(indices), engine.host(rows), engine.host(out));
    return;
  }
  const count = indices.shape[0]!;
  const [at, step] = checkedIndices(engine, indices, out.shape[0]!, null, 'row');
  engine.runner.run('scatterAddColumns', [at, step, count, from.address, from.row, to.address, to.row], {
    count: to.columns,
    cost: count,
    grain: 16,
  });
}

/**
 * Address and step in bytes of a list of indices, all of which are in 0 … size−1 or `ignored` (null: none is).
 * @throws RangeError that names the first one which is not
 */
export function checkedIndices(
  engine: Engine,
  indices: View,
  size: number,
  ignored: number | null,
  what: 'row' | 'class',
): readonly [address: number, step: number] {
  const address = engine.address(indices);
  const count = indices.shape[0]!;
  const stride = indices.strides[0]!;
  // where nothing is ignored an index that is allowed anyway stands in, and an empty table allows none
  const bad = size === 0 && ignored === null ? count - 1 : firstBad(ignored ?? 0);
  if (bad >= 0) {
    const { data, offset } = engine.host(indices);
    const held = what === 'row' ? `the table has ${size} rows` : `the logits have ${size} classes`;
    throw new RangeError(`Cannot take ${what} ${data[offset + bad * stride]}: ${held} (index ${bad} of ${count})`);
  }
  return [address, stride * 4];

  function firstBad(ignore: number): number {
    return engine.exports.firstBadIndex(address, stride * 4, count, size, ignore);
  }
}
