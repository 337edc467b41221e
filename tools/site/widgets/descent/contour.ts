import { set, svg } from '../kit/elements.ts';
import { digits, figure } from '../kit/figures.ts';
import { handle, type Point } from '../kit/handle.ts';
import { linear, type Scale } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import type { Landscape } from './landscape.ts';
import { ellipse, type Line, levels, loss } from './model.ts';
import type { Walk } from './walk.ts';

const left = 38;
const bottom = 40;

/** The valley from above: rings of equal loss, the best line, the path, and the start that can be dragged. */
export function contourPicture(
  bias: string,
  onStart: (start: Line) => void,
): { readonly element: HTMLElement; show(land: Landscape, walk: Walk): void; stop(): void } {
  let size = { width: 0, height: 0 };
  let shown: { land: Landscape; walk: Walk } | undefined;
  let across: Scale = linear([0, 1], [0, 1]);
  let upwards: Scale = across;
  let drawn: Landscape | undefined;
  let view: Pick<Landscape, 'w' | 'b'> = { w: [0, 1], b: [0, 1] };

  const clip = svg('clipPath', { id: `zgw-clip-${Math.random().toString(36).slice(2)}` }, svg('rect', {}));
  const rings = svg('g', { class: 'zgw-rings' });
  const scales = svg('g', { class: 'zgw-scales' });
  const best = svg('path', { class: 'zgw-best' });
  const path = svg('path', { class: 'zgw-path' });
  const dots = svg('path', { class: 'zgw-path-dots' });
  const here = svg('circle', { class: 'zgw-here', r: 5 });
  const inside = svg('g', { 'clip-path': `url(#${clip.id})` }, rings, best, path, dots, here);
  const picture = stage({
    label: 'Rings of equal loss over weight and bias, and the path of gradient descent',
    size: { aspect: 0.92 },
    class: 'zgw-contour',
    draw(next) {
      size = next;
      drawn = undefined;
      draw();
    },
  });
  const grip = handle({
    svg: picture.svg,
    label: 'Start of the descent',
    class: 'zgw-start',
    bounds: [-1e6, 1e6],
    toPoint: (x, y) => ({ x: across.invert(x), y: upwards.invert(y) }),
    words: ({ x, y }) => `w ${digits(x, 3)}, b ${digits(y, 3)}`,
    step: () => ({ x: reachOf(view.w) / 50, y: reachOf(view.b) / 50 }),
    onMove: ({ x, y }) => onStart({ w: within(x, view.w), b: within(y, view.b) }),
  });
  picture.svg.append(svg('defs', {}, clip), svg('g', { 'aria-hidden': 'true' }, inside, scales), grip.element);
  picture.svg.addEventListener('click', (event) => {
    // a press anywhere in the valley puts the start there
    if (!shown || grip.element.contains(event.target as Node)) return;
    const box = picture.svg.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    if (x > left && y < size.height - bottom) onStart({ w: across.invert(x), b: upwards.invert(y) });
  });

  const place = ({ w, b }: Line): Point => ({ x: across(w), y: upwards(b) });
  const text = ({ x, y }: Point): string => `${near(x)} ${near(y)}`;
  const draw = (): void => {
    if (!shown || size.width === 0) return;
    const { land, walk } = shown;
    if (drawn !== land) ground(land);
    drawn = land;
    const points = walk.places.map(place);
    set(path, { d: points.length > 1 ? `M${points.map(text).join('L')}` : '' });
    set(dots, { d: points.map((point) => `M${text(point)}h0`).join('') }); // strokes of no length with round ends
    const last = points.at(-1)!;
    set(here, { cx: near(last.x), cy: near(last.y), visibility: points.length > 1 ? 'visible' : 'hidden' });
    const { w, b } = walk.places[0]!;
    grip.place({ x: w, y: b }, points[0]!.x, points[0]!.y);
  };

  /** What stays while the walk goes on. */
  const ground = (land: Landscape): void => {
    const { width, height } = size;
    const times = (width - left) / (height - bottom);
    view = { w: land.equalUnits ? asWide(land, times) : land.w, b: land.b };
    across = linear(view.w, [left, width], 4);
    upwards = linear(view.b, [height - bottom, 0], 4);
    set(clip.firstElementChild!, { x: left, y: 0, width: width - left, height: height - bottom });
    const corners = view.w.flatMap((w) => view.b.map((b) => loss(land.moments, { w, b })));
    const losses = levels(land.floor, Math.max(...corners));
    rings.replaceChildren(
      svg('rect', { x: left, y: 0, width: width - left, height: height - bottom }),
      ...losses
        .toReversed()
        .map((level) => svg('path', { d: `M${ellipse(land.moments, level).map(place).map(text).join('L')}Z` })),
    );
    const { x, y } = place(land.best);
    set(best, { d: `M${near(x - 6)} ${near(y)}h12M${near(x)} ${near(y - 6)}v12` });
    scales.replaceChildren(
      ...across.ticks.map((w) =>
        svg('text', { x: across(w), y: height - bottom + 17, 'text-anchor': 'middle' }, figure(w)),
      ),
      ...upwards.ticks.map((b) =>
        svg('text', { x: left - 6, y: Math.max(upwards(b) + 4, 11), 'text-anchor': 'end' }, figure(b)),
      ),
      svg('text', { x: width, y: height - 5, 'text-anchor': 'end' }, 'weight w →'),
      svg('text', { x: left + 8, y: 18, class: 'zgw-over' }, `↑ ${bias}`),
    );
  };
  return {
    element: picture.element,
    show(land, walk) {
      shown = { land, walk };
      draw();
    },
    stop: picture.stop,
  };
}

/** Weights around the best one, so many times as far as the biases reach. */
function asWide({ best, b }: Landscape, times: number): [number, number] {
  const half = (reachOf(b) * times) / 2;
  return [best.w - half, best.w + half];
}

/** Pixels with one decimal; far outside the picture it does not matter where. */
function near(pixels: number): number {
  return Math.round(Math.max(-1e5, Math.min(1e5, pixels)) * 10) / 10;
}

function reachOf(range: readonly [number, number]): number {
  return range[1] - range[0];
}

function within(value: number, [low, high]: readonly [number, number]): number {
  return Math.max(low, Math.min(high, value));
}
