import { set, svg } from '../kit/elements.ts';
import { linear, type Scale } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import { aspect, type SetName, sets, type Window } from './names.ts';
import type { Network, Task } from './network.ts';
import { region } from './region.ts';

/** Squares across the picture, and down it. */
const [columns, rows] = [56, 36];

/** Points of two classes over the two sides of a border. */
export function playgroundPicture(label: string): {
  readonly element: HTMLElement;
  /** Draws the points and what the network says; before they are there, an empty plane. */
  show(name: SetName, task: Task | null, network: Network | null, creases: boolean): void;
  stop(): void;
} {
  let size = { width: 0, height: 0 };
  let again = (): void => {};
  const area = svg('path', { class: 'zgw-side-1' });
  const border = svg('path', { class: 'zgw-border', 'vector-effect': 'non-scaling-stroke' });
  const sides = svg('g', {}, svg('rect', { class: 'zgw-side-0', width: columns, height: rows }), area, border);
  const lines = svg('path', { class: 'zgw-creases' });
  const dots = svg('g', {});
  const picture = stage({
    label,
    size: { aspect },
    class: 'zgw-playground',
    draw(next) {
      size = next;
      again();
    },
  });
  set(picture.svg, { role: 'img' });
  picture.svg.append(sides, lines, dots);
  return {
    element: picture.element,
    show(name, task, network, creases) {
      again = () => {
        if (size.width === 0) return;
        const window = sets[name];
        const scales = { x: linear(window.x, [0, size.width]), y: linear(window.y, [size.height, 0]) };
        set(sides, {
          transform: `scale(${size.width / columns} ${size.height / rows})`,
          display: network ? null : 'none',
        });
        const drawn = network ? region({ columns, rows, values: network.at(corners(window)) }, 0.5) : null;
        set(area, { d: drawn?.area ?? '' });
        set(border, { d: drawn?.border ?? '' });
        set(lines, {
          d:
            network && creases
              ? network
                  .creases()
                  .map((crease) => across(crease, window, scales))
                  .join('')
              : '',
        });
        dots.replaceChildren(...(task && network ? marks(task, network, scales) : []));
      };
      again();
    },
    stop: picture.stop,
  };
}

/** Corners of the squares, row by row from the top. */
function corners({ x, y }: Window): (readonly [number, number])[] {
  return Array.from({ length: (columns + 1) * (rows + 1) }, (_, i) => [
    x[0] + ((x[1] - x[0]) * (i % (columns + 1))) / columns,
    y[1] - ((y[1] - y[0]) * Math.floor(i / (columns + 1))) / rows,
  ]);
}

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

/** Discs and squares, one path for each class; those that are answered wrongly have a rim. */
function marks({ points }: Task, network: Network, scales: Scales): SVGElement[] {
  const right = network.correct();
  const path = (wanted: (i: number) => boolean): string =>
    points
      .flatMap(({ x, y }, i) => (wanted(i) ? [`M${scales.x(x).toFixed(1)} ${scales.y(y).toFixed(1)}h0`] : []))
      .join('');
  return [0, 1].flatMap((label) => [
    svg('path', { class: `zgw-wrong zgw-point-${label}`, d: path((i) => points[i]!.label === label && !right[i]) }),
    svg('path', { class: `zgw-point zgw-point-${label}`, d: path((i) => points[i]!.label === label) }),
  ]);
}

/** The line a·x + b·y + c = 0 from one side of the window to the other. */
function across([a, b, c]: readonly [number, number, number], window: Window, scales: Scales): string {
  if (![a, b, c].every(Number.isFinite)) return '';
  const steep = Math.abs(a) > Math.abs(b);
  const ends = (steep ? window.y : window.x).map((value) =>
    steep ? { x: -(b * value + c) / a, y: value } : { x: value, y: -(a * value + c) / (b || 1) },
  );
  return `M${ends.map(({ x, y }) => `${near(scales.x(x))} ${near(scales.y(y))}`).join('L')}`;
}

function near(pixels: number): number {
  return Math.round(Math.max(-1e4, Math.min(1e4, pixels)) * 10) / 10; // far outside it does not matter where
}
