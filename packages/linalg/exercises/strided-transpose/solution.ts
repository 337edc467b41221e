/** A flat list seen as a table: element (i, j) lies at offset + i · strides[0] + j · strides[1]. */
export interface TableView {
  readonly data: Float32Array;
  /** Rows, columns. */
  readonly shape: readonly [number, number];
  /** Steps in the list to the next row, to the next column. */
  readonly strides: readonly [number, number];
  /** Where element (0, 0) lies. */
  readonly offset: number;
}

/** Element (i, j). */
export function at(w: TableView, i: number, j: number): number {
  // #region TODO find the place in the list and read it: about 1 line
  return w.data[w.offset + i * w.strides[0] + j * w.strides[1]]!;
  // #endregion
}

/** The same list with rows and columns exchanged. */
export function transpose(w: TableView): TableView {
  // #region TODO a view with other shape and strides: about 1 line
  return { ...w, shape: [w.shape[1], w.shape[0]], strides: [w.strides[1], w.strides[0]] };
  // #endregion
}

/** The same list with its rows in reverse order. */
export function flipRows(w: TableView): TableView {
  // #region TODO begin at the last row and step backwards: about 2 lines
  const lastRow = w.offset + (w.shape[0] - 1) * w.strides[0];
  return { ...w, offset: lastRow, strides: [-w.strides[0], w.strides[1]] };
  // #endregion
}
