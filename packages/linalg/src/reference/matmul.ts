import { eachIndex, type HostView } from './walk.ts';

/** `out (+)= a · b` over the last two axes: three loops, every sum in float64. */
export function matmul(
  a: HostView,
  b: HostView,
  out: HostView,
  { accumulate = false }: { accumulate?: boolean } = {},
): void {
  const batch = out.shape.length - 2;
  const [rows, columns] = [out.shape[batch]!, out.shape[batch + 1]!];
  const inner = a.shape[batch + 1]!;
  const [ai, ak] = [a.strides[batch]!, a.strides[batch + 1]!];
  const [bk, bj] = [b.strides[batch]!, b.strides[batch + 1]!];
  const [oi, oj] = [out.strides[batch]!, out.strides[batch + 1]!];
  eachIndex(out.shape.slice(0, batch), [a, b, out], ([p, q, r]) => {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = r! + i * oi + j * oj;
        let sum = accumulate ? out.data[at]! : 0;
        for (let k = 0; k < inner; k++) sum += a.data[p! + i * ai + k * ak]! * b.data[q! + k * bk + j * bj]!;
        out.data[at] = sum;
      }
  });
}
