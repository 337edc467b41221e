import { set, svg } from '../kit/elements.ts';
import { gridLines, twoArrows } from '../kit/two-arrows.ts';
import type { Vector2 } from '../kit/vector.ts';
import { columns, determinant, identity, image, type Matrix2 } from './model.ts';

/** The unit square. */
const corners: readonly Vector2[] = [
  { x: 0, y: 0 },
  { x: 1, y: 0 },
  { x: 1, y: 1 },
  { x: 0, y: 1 },
];

/** The letter F inside the unit square: it shows what is turned and what is turned over. */
const letter: readonly (readonly Vector2[])[] = [
  [
    { x: 0.3, y: 0.15 },
    { x: 0.3, y: 0.85 },
    { x: 0.72, y: 0.85 },
  ],
  [
    { x: 0.3, y: 0.5 },
    { x: 0.6, y: 0.5 },
  ],
];

/** The plane: a faint grid, the same grid after the matrix, the unit square, and the two columns as arrows. */
export function planePicture(onMove: (column: 0 | 1, to: Vector2) => void): {
  readonly element: HTMLElement;
  show(matrix: Matrix2): void;
  stop(): void;
} {
  let matrix = identity;
  const moved = svg('path', { class: 'zgw-grid-moved' });
  const square = svg('path', { class: 'zgw-square' });
  const glyph = svg('path', { class: 'zgw-letter' });
  const picture = twoArrows({
    label: 'The plane, with the images of the grid, of the unit square and of the arrows (1, 0) and (0, 1)',
    labels: ['First column, the image of (1, 0)', 'Second column, the image of (0, 1)'],
    step: 0.1,
    onMove,
    draw(path) {
      const through = (points: readonly Vector2[]): string => path(points.map((point) => image(matrix, point)));
      set(moved, { d: gridLines(12).map(through).join('') });
      set(square, { d: `${through(corners)}Z`, 'data-turned': String(determinant(matrix) < 0) });
      set(glyph, { d: letter.map(through).join('') });
    },
  });
  picture.layer.append(moved, square, glyph);
  return {
    element: picture.element,
    show(next) {
      matrix = next;
      picture.show(...columns(matrix));
    },
    stop: picture.stop,
  };
}
