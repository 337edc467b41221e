import { set, svg } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { type Handle, handle } from '../kit/handle.ts';
import { linear, type Scale } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import { columns, determinant, identity, image, type Matrix2, type Vector2 } from './model.ts';

/** How far the arrows reach in each direction. */
export const reach = 4;

/** How far the picture does: the dots at the tips need room. */
const edge = 4.4;

/** The letter F inside the unit square: it shows what is turned and what is turned over. */
const letter: readonly (readonly [x: number, y: number])[][] = [
  [
    [0.3, 0.15],
    [0.3, 0.85],
    [0.72, 0.85],
  ],
  [
    [0.3, 0.5],
    [0.6, 0.5],
  ],
];

/** The plane: a faint grid, the same grid after the matrix, the unit square, and the two columns as arrows. */
export function planePicture(onMove: (column: 0 | 1, to: Vector2) => void): {
  readonly element: HTMLElement;
  show(matrix: Matrix2): void;
  stop(): void;
} {
  let matrix = identity;
  let across: Scale = linear([-edge, edge], [0, 1]);
  let upwards: Scale = across;
  const pixels = (point: Vector2): string => `${across(point.x).toFixed(1)} ${upwards(point.y).toFixed(1)}`;
  const path = (points: readonly Vector2[]): string => `M${points.map(pixels).join('L')}`;

  const still = svg('path', { class: 'zgw-grid-still' });
  const axes = svg('path', { class: 'zgw-axes' });
  const numbers = svg('g', { class: 'zgw-axis-numbers' });
  const moved = svg('path', { class: 'zgw-grid-moved' });
  const square = svg('path', { class: 'zgw-square' });
  const glyph = svg('path', { class: 'zgw-letter' });
  const arrows = [
    svg('path', { class: 'zgw-arrow zgw-arrow-1' }),
    svg('path', { class: 'zgw-arrow zgw-arrow-2' }),
  ] as const;
  const names = [
    svg('text', { class: 'zgw-name-1', 'text-anchor': 'middle' }),
    svg('text', { class: 'zgw-name-2', 'text-anchor': 'middle' }),
  ] as const;
  const picture = stage({
    label: 'The plane, with the images of the grid, of the unit square and of the arrows (1, 0) and (0, 1)',
    aspect: 1,
    draw({ width, height }) {
      across = linear([-edge, edge], [0, width]);
      upwards = linear([-edge, edge], [height, 0]);
      ground();
      draw();
    },
  });
  const grip = (column: 0 | 1): Handle =>
    handle({
      svg: picture.svg,
      label: column === 0 ? 'First column, the image of (1, 0)' : 'Second column, the image of (0, 1)',
      class: `zgw-handle-${column + 1}`,
      toPoint: (x, y) => ({ x: across.invert(x), y: upwards.invert(y) }),
      words: ({ x, y }) => `${figure(x)}, ${figure(y)}`,
      bounds: [-reach, reach],
      step: () => ({ x: 0.1, y: 0.1 }),
      onMove: ({ x, y }) => onMove(column, { x: snapped(x), y: snapped(y) }),
    });
  const grips = [grip(0), grip(1)] as const;
  picture.svg.append(
    svg('g', { 'aria-hidden': 'true' }, still, axes, numbers, moved, square, glyph, ...arrows, ...names),
    ...grips.map(({ element }) => element),
  );

  /** What the matrix does not move. */
  const ground = (): void => {
    set(still, { d: gridLines(5).map(path).join('') });
    const ends = [
      [
        { x: -5, y: 0 },
        { x: 5, y: 0 },
      ],
      [
        { x: 0, y: -5 },
        { x: 0, y: 5 },
      ],
    ];
    set(axes, { d: ends.map(path).join('') });
    const along = [-3, -2, -1, 1, 2, 3];
    numbers.replaceChildren(
      ...along.map((x) => svg('text', { x: across(x), y: upwards(0) + 16, 'text-anchor': 'middle' }, figure(x))),
      ...along.map((y) => svg('text', { x: across(0) - 6, y: upwards(y) + 4, 'text-anchor': 'end' }, figure(y))),
    );
  };
  const draw = (): void => {
    const through = (points: readonly Vector2[]): string => path(points.map((point) => image(matrix, point)));
    set(moved, { d: gridLines(12).map(through).join('') });
    set(square, {
      d: `${through([
        { x: 0, y: 0 },
        { x: 1, y: 0 },
        { x: 1, y: 1 },
        { x: 0, y: 1 },
      ])}Z`,
      'data-turned': String(determinant(matrix) < 0),
    });
    set(glyph, { d: letter.map((stroke) => through(stroke.map(([x, y]) => ({ x, y })))).join('') });
    const [first, second] = columns(matrix);
    if (Math.hypot(first.x, first.y) < Math.hypot(second.x, second.y))
      arrows[1].after(arrows[0]); // the shorter one on top
    else arrows[0].after(arrows[1]);
    [first, second].forEach((column, k) => {
      const [x, y] = [across(column.x), upwards(column.y)];
      set(arrows[k]!, { d: path([{ x: 0, y: 0 }, column]) });
      grips[k]!.place(column, x, y);
      const name = beside(column, [second, first][k]!);
      names[k]!.textContent = `(${figure(column.x)}, ${figure(column.y)})`;
      set(names[k]!, {
        x: clamp(x + 30 * name.x, 30, across(edge) - 30),
        y: clamp(y - 24 * name.y + 4, 14, upwards(-edge) - 6),
      });
    });
  };
  return {
    element: picture.element,
    show(next) {
      matrix = next;
      draw();
    },
    stop: picture.stop,
  };
}

/** Lines x = k and y = k, as pairs of ends. */
function gridLines(far: number): Vector2[][] {
  const lines: Vector2[][] = [];
  for (let k = -far; k <= far; k++)
    lines.push(
      [
        { x: k, y: -far },
        { x: k, y: far },
      ],
      [
        { x: -far, y: k },
        { x: far, y: k },
      ],
    );
  return lines;
}

/** A direction of length 1 from the tip of an arrow to its name: onwards, and away from the other arrow. */
function beside({ x, y }: Vector2, other: Vector2): Vector2 {
  const length = Math.hypot(x, y) || 1;
  const away = x * other.y - y * other.x >= 0 ? -0.7 : 0.7; // radians
  const [c, s] = [Math.cos(away), Math.sin(away)];
  return { x: (c * x - s * y) / length, y: (s * x + c * y) / length };
}

function snapped(value: number): number {
  return clamp(Math.round(value * 10) / 10, -reach, reach);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
