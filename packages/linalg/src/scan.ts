import { allocate, type Operand } from './compute.ts';
import { isFloat } from './dtype.ts';
import { sliced } from './geometry.ts';
import { normalizeAxis } from './shape.ts';
import type { View } from './view.ts';

/**
 * Running sums or products along an axis, in log₂ n steps (Hillis and Steele 1986): after each step an element holds twice as many
 * of its predecessors. Needs no reading, so it runs on every device, and rounds log₂ n times instead of n.
 */
export function scan(op: 'add' | 'mul', x: Operand, axis: number): View {
  const { device } = x;
  const at = normalizeAxis(axis, x.shape.length);
  const n = x.shape[at]!;
  const dtype = isFloat(x.storage.dtype) ? x.storage.dtype : 'int32';
  let [from, to]: [View, View] = [allocate(device, dtype, x.shape), allocate(device, dtype, x.shape)];
  const part = (view: View, start: number, stop: number): View => ({
    ...sliced(view, [...x.shape.slice(0, at).map(() => ({})), { start, stop }]),
    storage: view.storage,
  });
  device.copy(x, from);
  for (let step = 1; step < n; step *= 2) {
    device.copy(part(from, 0, step), part(to, 0, step));
    device.binary(op, part(from, step, n), part(from, 0, n - step), part(to, step, n));
    [from, to] = [to, from];
  }
  device.free(to.storage);
  return from;
}
