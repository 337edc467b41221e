import type { HostView } from './walk.ts';

/** `out[i, :] = table[indices[i], :]`. @throws RangeError for an index outside the table */
export function gather(table: HostView, indices: HostView, out: HostView): void {
  const [count, width] = out.shape as [number, number];
  for (let i = 0; i < count; i++) {
    const row = rowAt(indices, i, table.shape[0]!);
    for (let j = 0; j < width; j++) out.data[at(out, i, j)] = table.data[at(table, row, j)]!;
  }
}

/** `out[indices[i], :] += rows[i, :]`. @throws RangeError for an index outside `out` */
export function scatterAdd(indices: HostView, rows: HostView, out: HostView): void {
  const [count, width] = rows.shape as [number, number];
  for (let i = 0; i < count; i++) {
    const row = rowAt(indices, i, out.shape[0]!);
    for (let j = 0; j < width; j++) out.data[at(out, row, j)]! += rows.data[at(rows, i, j)]!;
  }
}

function at(x: HostView, i: number, j: number): number {
  return x.offset + i * x.strides[0]! + j * x.strides[1]!;
}

function rowAt(indices: HostView, i: number, rows: number): number {
  const row = indices.data[indices.offset + i * indices.strides[0]!]!;
  if (row < 0 || row >= rows)
    throw new RangeError(`Cannot take row ${row}: the table has ${rows} rows (index ${i} of ${indices.shape[0]})`);
  return row;
}
