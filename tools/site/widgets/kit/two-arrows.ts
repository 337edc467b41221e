import { set, svg } from './elements.ts';
import { figure } from './figures.ts';
import { handle } from './handle.ts';
import { linear, type Scale } from './scale.ts';
import { stage } from './stage.ts';
import { length, type Vector2 } from './vector.ts';

/** How far arrows reach in each direction. */
export const reach = 4;

/** How far the picture does: the dots at the tips need room. */
const edge = 4.4;

/** Options of `twoArrows`. */
export interface TwoArrowsOptions {
  /** Says what the picture shows. */
  readonly label: string;
  /** What each arrow is, for screen readers. */
  readonly labels: readonly [first: string, second: string];
  /** Letters that stand beside the tips, before the coordinates. */
  readonly letters?: readonly [first: string, second: string];
  /** What arrow keys and dragging go by. */
  readonly step: number;
  onMove(arrow: 0 | 1, to: Vector2): void;
  /** Draws what the piece adds between grid and arrows; `path` gives the `d` of a line through points. */
  draw(path: (points: readonly Vector2[]) => string): void;
}

/** The plane with its grid, two arrows whose tips can be dragged, and a layer for the piece's own drawing. */
export interface TwoArrows {
  readonly element: HTMLElement;
  readonly layer: SVGGElement;
  show(first: Vector2, second: Vector2): void;
  stop(): void;
}

export function twoArrows(options: TwoArrowsOptions): TwoArrows {
  let tips: readonly [Vector2, Vector2] = [
    { x: 1, y: 0 },
    { x: 0, y: 1 },
  ];
  let across: Scale = linear([-edge, edge], [0, 1]);
  let upwards: Scale = across;
  const pixels = ({ x, y }: Vector2): string => `${across(x).toFixed(1)} ${upwards(y).toFixed(1)}`;
  const path = (points: readonly Vector2[]): string => `M${points.map(pixels).join('L')}`;

  const grid = svg('path', { class: 'zgw-grid' });
  const axes = svg('path', { class: 'zgw-axes' });
  const numbers = svg('g', {});
  const layer = svg('g', {});
  const picture = stage({
    label: options.label,
    size: { aspect: 1 },
    draw({ width, height }) {
      across = linear([-edge, edge], [0, width]);
      upwards = linear([-edge, edge], [height, 0]);
      set(grid, { d: gridLines(5).map(path).join('') });
      set(axes, { d: gridLines(5, [0]).map(path).join('') });
      numbers.replaceChildren(...axisNumbers(across, upwards));
      draw();
    },
  });
  const arrows = ([0, 1] as const).map((k) => ({
    line: svg('path', { class: `zgw-arrow zgw-arrow-${k + 1}` }),
    name: svg('text', { class: `zgw-name-${k + 1}`, 'text-anchor': 'middle' }),
    grip: handle({
      svg: picture.svg,
      label: options.labels[k],
      class: `zgw-handle-${k + 1}`,
      toPoint: (x, y) => ({ x: across.invert(x), y: upwards.invert(y) }),
      words: ({ x, y }) => `${figure(x)}, ${figure(y)}`,
      bounds: [-reach, reach],
      step: () => ({ x: options.step, y: options.step }),
      onMove: ({ x, y }) => options.onMove(k, { x: snapped(x, options.step), y: snapped(y, options.step) }),
    }),
  }));
  picture.svg.append(
    svg(
      'g',
      { 'aria-hidden': 'true' },
      grid,
      axes,
      numbers,
      layer,
      ...arrows.map(({ line }) => line),
      ...arrows.map(({ name }) => name),
    ),
    ...arrows.map(({ grip }) => grip.element),
  );

  const draw = (): void => {
    options.draw(path);
    const [under, over] = length(tips[0]) > length(tips[1]) ? arrows : arrows.toReversed();
    under!.line.after(over!.line); // the shorter one is not hidden by the longer
    for (const [k, { line, name, grip }] of arrows.entries()) {
      const tip = tips[k]!;
      const [x, y] = [across(tip.x), upwards(tip.y)];
      set(line, { d: path([{ x: 0, y: 0 }, tip]) });
      grip.place(tip, x, y);
      const aside = beside(tip, tips[1 - k]!);
      name.textContent = `${options.letters?.[k] ?? ''} (${figure(tip.x)}, ${figure(tip.y)})`.trim();
      const [wanted, widest] = [x + 30 * aside.x, across(edge) - 32];
      const squeezed = wanted > widest || wanted < 32; // at the edge the name goes above or below the tip
      set(name, {
        x: clamp(wanted, 32, widest),
        y: clamp(y - (squeezed ? 24 * (Math.sign(aside.y) || 1) : 24 * aside.y) + 4, 14, upwards(-edge) - 6),
      });
    }
  };
  return {
    element: picture.element,
    layer,
    show(first, second) {
      tips = [first, second];
      draw();
    },
    stop: picture.stop,
  };
}

/** Lines x = k and y = k, as pairs of ends; `only` for some k alone. */
export function gridLines(far: number, only?: readonly number[]): Vector2[][] {
  const all = only ?? Array.from({ length: 2 * far + 1 }, (_, i) => i - far);
  return all.flatMap((k) => [
    [
      { x: k, y: -far },
      { x: k, y: far },
    ],
    [
      { x: -far, y: k },
      { x: far, y: k },
    ],
  ]);
}

function axisNumbers(across: Scale, upwards: Scale): SVGTextElement[] {
  return [-3, -2, -1, 1, 2, 3].flatMap((k) => [
    svg('text', { x: across(k), y: upwards(0) + 16, 'text-anchor': 'middle' }, figure(k)),
    svg('text', { x: across(0) - 6, y: upwards(k) + 4, 'text-anchor': 'end' }, figure(k)),
  ]);
}

/** A direction of length 1 from the tip of an arrow to its name: onwards, and away from the other arrow. */
function beside(tip: Vector2, other: Vector2): Vector2 {
  const { x, y } = tip;
  const away = x * other.y - y * other.x >= 0 ? -0.7 : 0.7; // radians
  const [c, s] = [Math.cos(away), Math.sin(away)];
  const long = length(tip) || 1;
  return { x: (c * x - s * y) / long, y: (s * x + c * y) / long };
}

function snapped(value: number, step: number): number {
  return clamp(Number((Math.round(value / step) * step).toFixed(6)), -reach, reach);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
