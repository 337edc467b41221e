import { figure } from '../kit/figures.ts';
import { determinant, type Matrix2, rank } from './model.ts';

/** What the matrix does to areas, in a sentence. */
export function sentence(matrix: Matrix2): string {
  const det = determinant(matrix);
  const size = figure(Math.abs(det));
  switch (rank(matrix)) {
    case 0:
      return 'Singular: the whole plane falls onto one point, and nothing can be undone.';
    case 1:
      return 'Singular: determinant 0, the plane is flattened onto a line. Many points share one image, so there is no way back.';
    case 2: {
      const area =
        size === '1'
          ? 'Areas stay as they are'
          : size === '0'
            ? 'Areas nearly vanish'
            : `Every area becomes ${size} times as large`;
      const nearly = Math.abs(det) < 0.15 ? ' The inverse has large numbers: a small error grows on the way back.' : '';
      return `${area}${det < 0 ? ', and the plane is turned over, like the back of a page: read the F' : ''}.${nearly}`;
    }
  }
}

/** The determinant, as the sum it comes from. */
export function determinantText([[p, q], [r, s]]: Matrix2): string {
  const [a, b, c, d] = [p, s, q, r].map((value) => (value < 0 ? `(${figure(value)})` : figure(value)));
  return `${a} · ${b} − ${c} · ${d} = ${figure(
    determinant([
      [p, q],
      [r, s],
    ]),
  )}`;
}
