import type { TypedArray } from '../dtype.ts';
import { eachIndex, type HostView } from './walk.ts';

/** One matrix in host memory: where it starts, and how far rows and columns are apart. */
interface Matrix {
  readonly data: TypedArray;
  readonly start: number;
  readonly row: number;
  readonly column: number;
}

/** `out (+)= a · b` over the last two axes: three loops, every sum in float64. */
export function matmul(
  a: HostView,
  b: HostView,
  out: HostView,
  { accumulate = false }: { accumulate?: boolean } = {},
): void {
  const batch = out.shape.slice(0, -2);
  const [rows, columns] = [out.shape.at(-2)!, out.shape.at(-1)!];
  const inner = a.shape.at(-1)!;
  eachIndex(batch, [a, b, out], (starts) => {
    const [A, B, C] = [matrix(a, starts[0]!), matrix(b, starts[1]!), matrix(out, starts[2]!)];
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < columns; j++) {
        const at = C.start + i * C.row + j * C.column;
        const sum = dot(A, A.start + i * A.row, B, B.start + j * B.column, inner);
        C.data[at] = accumulate ? C.data[at]! + sum : sum;
      }
  });
}

/** Σ over k of a row of A and a column of B. */
function dot(A: Matrix, row: number, B: Matrix, column: number, inner: number): number {
  const [a, b] = [A.data, B.data];
  let sum = 0;
  for (let k = 0, x = row, y = column; k < inner; k++, x += A.column, y += B.row) sum += a[x]! * b[y]!;
  return sum;
}

function matrix({ data, strides }: HostView, start: number): Matrix {
  return { data, start, row: strides.at(-2)!, column: strides.at(-1)! };
}
