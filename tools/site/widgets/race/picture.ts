import { set, svg } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { handle, type Point } from '../kit/handle.ts';
import { linear, type Scale } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import type { Vector2 } from '../kit/vector.ts';
import { contour, heights } from './contour.ts';
import type { Lane } from './model.ts';
import { letters } from './names.ts';
import { floorOf, lossAt, type Surface } from './surfaces.ts';

/** Squares across the picture on which rings are found. */
const columns = 96;

/** The surface from above: rings of equal loss, its lowest places, everybody's way, and the start that can be dragged. */
export function racePicture(onStart: (start: Vector2) => void): {
  readonly element: HTMLElement;
  show(surface: Surface, lanes: readonly Lane[]): void;
  stop(): void;
} {
  let size = { width: 0, height: 0 };
  let shown: { surface: Surface; lanes: readonly Lane[] } | undefined;
  let drawn: Surface | undefined;
  let across: Scale = linear([-1, 1], [0, 1]);
  let upwards: Scale = across;
  const rings = svg('g', { class: 'zgw-race-rings' });
  const ways = svg('g', {});
  const picture = stage({
    label: 'Rings of equal loss over two weights, and the way of each optimizer',
    size: { aspect: 1 },
    class: 'zgw-race',
    draw(next) {
      size = next;
      drawn = undefined;
      draw();
    },
  });
  const inside = (value: number, scale: Scale, end: number): number =>
    Math.max(
      Math.min(scale.invert(0), scale.invert(end)),
      Math.min(Math.max(scale.invert(0), scale.invert(end)), value),
    );
  const put = ({ x, y }: Point): void =>
    onStart({ x: round(inside(x, across, size.width)), y: round(inside(y, upwards, size.height)) });
  const grip = handle({
    svg: picture.svg,
    label: 'Start of the race',
    class: 'zgw-race-start',
    bounds: [-3, 3],
    toPoint: (x, y) => ({ x: across.invert(x), y: upwards.invert(y) }),
    words: ({ x, y }) => `a ${figure(x)}, b ${figure(y)}`,
    step: () => ({ x: 0.05, y: 0.05 }),
    onMove: put,
  });
  picture.svg.append(svg('g', { 'aria-hidden': 'true' }, rings, ways), grip.element);
  picture.svg.addEventListener('click', (event) => {
    if (!shown || grip.element.contains(event.target as Node)) return;
    const box = picture.svg.getBoundingClientRect();
    put({ x: across.invert(event.clientX - box.left), y: upwards.invert(event.clientY - box.top) });
  });

  const draw = (): void => {
    if (!shown || size.width === 0) return;
    const { surface, lanes } = shown;
    if (drawn !== surface) ground(surface);
    drawn = surface;
    const text = ({ x, y }: Vector2): string => `${near(across(x))} ${near(upwards(y))}`;
    ways.replaceChildren(
      ...lanes.flatMap((lane, i) =>
        lane.places.length < 2 && !lane.diverged
          ? []
          : [
              svg('path', { class: `zgw-race-way zgw-lane-${i}`, d: `M${lane.places.map(text).join('L')}` }),
              svg('path', {
                class: `zgw-race-dots zgw-lane-${i}`,
                d: lane.places.map((place) => `M${text(place)}h0`).join(''),
              }),
            ],
      ),
      ...lanes.flatMap((lane, i) => (lane.places.length < 2 || lane.diverged ? [] : [head(lane, i)])),
    );
    const { x, y } = lanes[0]!.places[0]!;
    grip.place({ x, y }, across(x), upwards(y));
  };

  /** A disc with the optimizer's letter where it stands now. */
  const head = (lane: Lane, i: number): SVGGElement => {
    const { x, y } = lane.places.at(-1)!;
    const [cx, cy] = [near(across(x)), near(upwards(y))];
    return svg(
      'g',
      { class: `zgw-race-head zgw-lane-${i}` },
      svg('circle', { cx, cy, r: 9 }),
      svg('text', { x: cx, y: cy + 4.5, 'text-anchor': 'middle' }, letters[lane.name]),
    );
  };

  /** What stays while they run. */
  const ground = (surface: Surface): void => {
    const { width, height } = size;
    const { reach } = surface;
    across = linear([-reach, reach], [0, width], 5);
    upwards = linear([(-reach * height) / width, (reach * height) / width], [height, 0], 5);
    const square = width / columns;
    const grid = heights({ columns, rows: Math.ceil(height / square) }, (column, row) =>
      lossAt(surface, { x: across.invert(column * square), y: upwards.invert(row * square) }),
    );
    const floor = floorOf(surface);
    const top = Math.max(...grid.values) - floor;
    const levels = Array.from({ length: 10 }, (_, k) => floor + top * 0.5 ** (k + 0.6));
    const at = ({ x, y }: Vector2): string => `${near(x * square)} ${near(y * square)}`;
    rings.replaceChildren(
      ...levels.map((level) =>
        svg('path', {
          d: contour(grid, level)
            .map(([from, to]) => `M${at(from)}L${at(to)}`)
            .join(''),
        }),
      ),
      ...surface.lowest.map(({ x, y }) =>
        svg('path', { class: 'zgw-best', d: `M${near(across(x) - 6)} ${near(upwards(y))}h12m-6 -6v12` }),
      ),
      svg('text', { x: width - 4, y: height - 6, 'text-anchor': 'end' }, 'weight a →'),
      svg('text', { x: 6, y: 16 }, '↑ weight b'),
    );
    set(rings, { 'data-drawn': surface.title });
  };
  return {
    element: picture.element,
    show(surface, lanes) {
      shown = { surface, lanes };
      draw();
    },
    stop: picture.stop,
  };
}

/** Pixels with one decimal; far outside the picture it does not matter where. */
function near(pixels: number): number {
  return Math.round(Math.max(-1e5, Math.min(1e5, pixels)) * 10) / 10;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
