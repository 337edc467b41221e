import { check } from '@zero-to-gpt/check';
import type { TableView } from './solution.ts';

export default check<typeof import('./solution.ts')>('linalg/strided-transpose', ({ at, transpose, flipRows }, t) => {
  /** The numbers 10, 11, 12, … row after row. */
  const table = (rows: number, columns: number): TableView => ({
    data: Float32Array.from({ length: rows * columns }, (_, i) => 10 + i),
    shape: [rows, columns],
    strides: [columns, 1],
    offset: 0,
  });
  const read = (w: TableView): number[][] =>
    Array.from({ length: w.shape[0] }, (_, i) => Array.from({ length: w.shape[1] }, (_, j) => at(w, i, j)));

  t.step('at(w, 0, 1) of a 2×3 table is the second number', () => {
    const number = at(table(2, 3), 0, 1);
    t.ok(number !== 1, 'The result is 1, a place in the list: read the number that `data` holds at this place');
    t.ok(number !== 13, 'The result is 13, one row down: i belongs to the first stride, j to the second');
    t.close(number, 11);
  });
  t.step('at(w, 1, 0) is the first of the second row', () => {
    const number = at(table(2, 3), 1, 0);
    t.ok(number !== 11, 'The result is 11, one place on: to the next row it is 3 places, the first stride');
    t.close(number, 13);
  });
  t.step('at() goes by the strides', () => {
    const number = at({ ...table(2, 3), shape: [3, 2], strides: [1, 3] }, 1, 1);
    t.ok(
      number !== 13,
      'With strides [1, 3], (1, 1) is 4 places on, not 3: a row’s length, shape[1], was taken for a stride',
    );
    t.close(number, 14);
  });
  t.step('at() starts at the offset', () => {
    const number = at({ ...table(2, 3), offset: 1, shape: [1, 2] }, 0, 1);
    t.ok(number !== 11, 'The result is 11, one place too early: the view begins at its offset, here 1');
    t.close(number, 12);
  });
  t.step('transpose() exchanges the sizes', () => {
    const { shape } = transpose(table(2, 3));
    t.ok(`${shape}` !== '2,3', 'The shape is still [2, 3]: exchange the two sizes as well as the strides');
    t.close([...shape], [3, 2], { what: 'shape' });
  });
  t.step('transpose() reads columns as rows', () => {
    const turned = transpose(table(2, 3));
    t.ok(`${turned.strides}` !== '3,1', 'The strides are still [3, 1]: exchange them as well as the sizes');
    t.close(read(turned), [
      [10, 13],
      [11, 14],
      [12, 15],
    ]);
  });
  t.step('transpose() keeps the offset', () => {
    const { offset } = transpose({ ...table(2, 3), offset: 1, shape: [2, 2] });
    t.ok(offset !== 0, 'The offset became 0: the transposed view begins at the same number as the old one');
    t.close(offset, 1, { what: 'offset' });
  });
  t.step('transpose() copies nothing', () => {
    const w = table(2, 3);
    t.ok(transpose(w).data === w.data, 'The transposed view looks at another list: return the same `data`');
  });
  t.step('flipRows() starts with the last row', () => {
    const flipped = flipRows(table(3, 2));
    const { offset, strides } = flipped;
    t.ok(offset !== 6, 'The offset is 6, one row past the last: from the first of 3 rows to the last it is 2 rows');
    t.ok(offset !== 5, 'The offset is 5, the end of the last row: the view begins where this row begins');
    t.ok(
      offset !== 1,
      'The offset is 1, the end of the first row: the order of the rows is wanted in reverse, not that of the columns',
    );
    t.ok(offset !== 0, 'The offset is 0, the old first row: the view begins where the last row begins');
    t.ok(
      offset !== 4 || strides[0] !== 2,
      'The first stride is still 2, one row down, out of the list: from the last row step upwards',
    );
    t.close(read(flipped), [
      [14, 15],
      [12, 13],
      [10, 11],
    ]);
  });
  t.step('flipRows() goes on from the offset', () => {
    const { offset } = flipRows({ ...table(3, 2), offset: 2, shape: [2, 2] });
    t.ok(offset !== 2, 'The offset is 2, but 4 is wanted: add the way to the last row, 2, to the old offset, also 2');
    t.close(offset, 4, { what: 'offset' });
  });
  t.step('flipRows() copies nothing', () => {
    const w = table(3, 2);
    t.ok(flipRows(w).data === w.data, 'The flipped view looks at another list: return the same `data`');
  });
  t.step('both together: the flip of a transpose, and twice is none', () => {
    const w = table(2, 3);
    t.close(read(flipRows(transpose(w))), [
      [12, 15],
      [11, 14],
      [10, 13],
    ]);
    t.close(read(flipRows(flipRows(transpose(transpose(w))))), read(w));
  });
});
