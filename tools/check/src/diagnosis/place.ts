import type { Diagnosis } from './relation.ts';

/** Says which part of the result is wrong, where it is a part with a name. */
export const place: Diagnosis = ({ want, shape, wrong }) => {
  if (wrong.every(Boolean) || wrong.length < 3) return undefined;
  const last = wrong.length - 1;
  const only = (belongs: (i: number) => boolean): boolean => wrong.every((bad, i) => bad === belongs(i));
  if (shape.length === 1) {
    if (only((i) => i === 0)) return 'only the first one. Where does the loop start?';
    if (only((i) => i === last)) return 'only the last one. Where does the loop end?';
    if (only((i) => i > 0)) return 'all but the first one';
    const from = wrong.indexOf(true);
    if (only((i) => i >= from)) return `all from place ${from} on`;
  }
  if (shape.length === 2 && wrong.filter(Boolean).length > 1) {
    const [rows, columns] = [shape[0]!, shape[1]!];
    const named: readonly [text: string, belongs: (row: number, column: number) => boolean][] = [
      ['only those on the diagonal', (row, column) => row === column],
      ['all but those on the diagonal', (row, column) => row !== column],
      ['only those above the diagonal', (row, column) => column > row],
      ['only those below the diagonal', (row, column) => column < row],
      ['only the first row', (row) => row === 0],
      ['only the last row', (row) => row === rows - 1],
      ['all but the first row', (row) => row > 0],
      ['only the first column', (_, column) => column === 0],
      ['only the last column', (_, column) => column === columns - 1],
      ['all but the first column', (_, column) => column > 0],
    ];
    const square = rows > 1 && columns > 1;
    const found = named.find(
      ([text, belongs]) =>
        (square || !text.includes('diagonal')) && only((i) => belongs(Math.floor(i / columns), i % columns)),
    );
    if (found) return found[0];
    const from = Math.floor(wrong.indexOf(true) / columns);
    if (only((i) => i >= from * columns)) return `all from row ${from} on`;
  }
  const negative = want.some((x) => x >= 0) && only((i) => want[i]! < 0);
  return negative ? 'only those where a negative number is wanted' : undefined;
};
