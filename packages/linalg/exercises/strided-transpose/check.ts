import { check } from '@zero-to-gpt/check';
import type { TableView } from './solution.ts';

export default check<typeof import('./solution.ts')>('linalg/strided-transpose', ({ at, transpose, flipRows }, t) => {
  const table = (rows: number, columns: number): TableView => ({
    data: Float32Array.from({ length: rows * columns }, (_, i) => i),
    shape: [rows, columns],
    strides: [columns, 1],
    offset: 0,
  });
  const read = (w: TableView): number[][] =>
    Array.from({ length: w.shape[0] }, (_, i) => Array.from({ length: w.shape[1] }, (_, j) => at(w, i, j)));

  t.step('at(w, 0, 1) of a 2×3 table is the second number', () => t.close(at(table(2, 3), 0, 1), 1));
  t.step('at(w, 1, 0) is the first of the second row', () => t.close(at(table(2, 3), 1, 0), 3));
  t.step('at() starts at the offset', () => t.close(at({ ...table(2, 3), offset: 1, shape: [1, 2] }, 0, 1), 2));
  t.step('transpose() exchanges the sizes', () =>
    t.close([...transpose(table(2, 3)).shape], [3, 2], { what: 'shape' }),
  );
  t.step('transpose() reads columns as rows', () =>
    t.close(read(transpose(table(2, 3))), [
      [0, 3],
      [1, 4],
      [2, 5],
    ]),
  );
  t.step('transpose() copies nothing', () => {
    const w = table(2, 3);
    t.ok(transpose(w).data === w.data, 'the transposed view looks at another list: return the same `data`');
  });
  t.step('flipRows() starts with the last row', () =>
    t.close(read(flipRows(table(3, 2))), [
      [4, 5],
      [2, 3],
      [0, 1],
    ]),
  );
  t.step('flipRows() copies nothing', () => {
    const w = table(3, 2);
    t.ok(flipRows(w).data === w.data, 'the flipped view looks at another list: return the same `data`');
  });
  t.step('both together: the flip of a transpose, and twice is none', () => {
    const w = table(2, 3);
    t.close(read(flipRows(transpose(w))), [
      [2, 5],
      [1, 4],
      [0, 3],
    ]);
    t.close(read(flipRows(flipRows(transpose(transpose(w))))), read(w));
  });
});
