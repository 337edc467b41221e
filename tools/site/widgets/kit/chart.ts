import { newId, set, svg } from './elements.ts';
import { digits } from './figures.ts';
import { linear, logarithmic, type Scale } from './scale.ts';
import { stage } from './stage.ts';

/** One axis of a chart. */
export interface Axis {
  readonly domain: readonly [low: number, high: number];
  /** Equal ways are equal factors; the domain is above 0. */
  readonly log?: boolean;
  /** Numbers beside the axis; default: a few round ones. */
  readonly ticks?: readonly number[];
  /** How they are written; default: two significant digits. */
  format?(value: number): string;
}

/** A line through points; one that is no number breaks it. */
export interface Curve {
  readonly class: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A straight line from edge to edge, with words at its end. */
export interface Rule {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly text?: string;
}

/** What a chart shows. */
export interface Charted {
  readonly x: Axis;
  readonly y: Axis;
  readonly curves: readonly Curve[];
  readonly rules?: readonly Rule[];
  /** Words in the middle, where there is nothing to draw yet. */
  readonly note?: string | undefined;
}

const [left, right, top, bottom] = [46, 14, 8, 20];

/** Curves over two axes; what lies outside is cut off. */
export function chart(options: { readonly label: string; readonly height: number; readonly class?: string }): {
  readonly element: HTMLElement;
  show(shown: Charted): void;
  stop(): void;
} {
  let width = 0;
  let shown: Charted | undefined;
  const clip = newId();
  const opening = svg('rect', { x: left, y: 0 });
  const axes = svg('g', {});
  const curves = svg('g', { 'clip-path': `url(#${clip})` });
  const names = svg('g', {});
  const picture = stage({
    label: options.label,
    size: { height: options.height },
    class: `zgw-chart ${options.class ?? ''}`,
    draw(size) {
      width = size.width;
      draw();
    },
  });
  set(picture.svg, { role: 'img' });
  picture.svg.append(svg('clipPath', { id: clip }, opening), axes, curves, names);

  const draw = (): void => {
    if (!shown || width === 0) return;
    const [end, floor] = [width - right, options.height - bottom];
    const across = scaleOf(shown.x, [left, end]);
    const upwards = scaleOf(shown.y, [floor, top]);
    set(opening, { width: Math.max(0, end - left + 4), height: floor + 1 });
    axes.replaceChildren(
      svg('path', { class: 'zgw-axes', d: `M${left} ${top}V${floor}H${end}` }),
      ...(shown.x.ticks ?? across.ticks).map((value) =>
        svg('text', { x: across(value), y: options.height - 5, 'text-anchor': 'middle' }, say(shown!.x, value)),
      ),
      ...(shown.y.ticks ?? upwards.ticks).map((value) =>
        svg('text', { x: left - 6, y: Math.max(11, upwards(value) + 4), 'text-anchor': 'end' }, say(shown!.y, value)),
      ),
    );
    names.replaceChildren(
      ...(shown.rules ?? []).flatMap((rule) => ruled(rule, rule.axis === 'x' ? across : upwards, { end, floor })),
      ...(shown.note
        ? [svg('text', { x: (left + end) / 2, y: (top + floor) / 2, 'text-anchor': 'middle' }, shown.note)]
        : []),
    );
    curves.replaceChildren(
      ...shown.curves.map((curve) => svg('path', { class: curve.class, d: pathOf(curve, across, upwards) })),
    );
  };
  return {
    element: picture.element,
    show(next) {
      shown = next;
      draw();
    },
    stop: picture.stop,
  };
}

function scaleOf({ domain, log }: Axis, range: readonly [number, number]): Scale {
  return log ? logarithmic(domain, range, 4) : linear(domain, range, 4);
}

function say({ format = (value) => digits(value, 2) }: Axis, value: number): string {
  return format(value);
}

function ruled({ axis, at, text }: Rule, scale: Scale, { end, floor }: { end: number; floor: number }): SVGElement[] {
  const place = scale(at);
  if (axis === 'x') {
    if (place < left || place > end + 1) return [];
    const before = place > (left + end) / 2;
    return [
      svg('path', { class: 'zgw-chart-rule', d: `M${near(place)} ${top}V${floor}` }),
      svg('text', { x: place + (before ? -5 : 5), y: top + 10, 'text-anchor': before ? 'end' : 'start' }, text ?? ''),
    ];
  }
  if (place < top || place > floor) return [];
  return [
    svg('path', { class: 'zgw-chart-rule', d: `M${left} ${near(place)}H${end}` }),
    svg('text', { x: end, y: place - 5, 'text-anchor': 'end' }, text ?? ''),
  ];
}

function pathOf({ points }: Curve, across: Scale, upwards: Scale): string {
  let pen = 'M';
  let path = '';
  for (const [x, y] of points) {
    const [px, py] = [across(x), upwards(y)];
    if (!Number.isFinite(px) || Number.isNaN(py)) {
      pen = 'M';
      continue;
    }
    path += `${pen}${near(px)} ${near(Math.max(-1e4, Math.min(1e4, py)))}`; // far outside it does not matter where
    pen = 'L';
  }
  return path;
}

function near(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
