import { set, svg } from '../kit/elements.ts';
import { digits } from '../kit/figures.ts';
import { linear, logarithmic } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import type { Landscape } from './landscape.ts';
import type { Walk } from './walk.ts';

const left = 46;
const bottom = 20;

/** Loss against step on a logarithmic scale, with the lowest loss as a dashed line. */
export function curvePicture(steps: number): {
  readonly element: HTMLElement;
  show(land: Landscape, walk: Walk): void;
  stop(): void;
} {
  let size = { width: 0, height: 0 };
  let shown: { land: Landscape; walk: Walk } | undefined;
  const scales = svg('g', {});
  const floor = svg('path', { class: 'zgw-floor' });
  const curve = svg('path', { class: 'zgw-curve' });
  const dot = svg('circle', { class: 'zgw-here', r: 4 });
  const picture = stage({
    label: 'Loss against step',
    size: { aspect: 0.5 },
    class: 'zgw-curve-box',
    draw(next) {
      size = next;
      draw();
    },
  });
  set(picture.svg, { role: 'img' });
  picture.svg.append(scales, floor, curve, dot);

  const draw = (): void => {
    if (!shown || size.width === 0) return;
    const { land, walk } = shown;
    const losses = walk.places.map(({ loss }) => Math.min(Math.max(loss, 1e-12), 1e300));
    const low = Math.max(Math.min(land.floor, ...losses), losses[0]! * 1e-4);
    const high = Math.max(...losses, low * 4);
    const last = Math.max(steps, losses.length - 1);
    const across = linear([0, last], [left, size.width - 10], 3);
    const upwards = logarithmic([low / 1.4, high * 1.4], [size.height - bottom, 0], 3);
    const points = losses.map((loss, step) => `${across(step).toFixed(1)} ${upwards(Math.max(loss, low)).toFixed(1)}`);
    set(curve, { d: `M${points.join('L')}` });
    const [x, y] = points.at(-1)!.split(' ') as [string, string]; // written above
    set(dot, { cx: x, cy: y });
    const ground = land.floor >= low ? upwards(land.floor).toFixed(1) : null;
    set(floor, { d: ground ? `M${left} ${ground}H${size.width}` : '' });
    scales.replaceChildren(
      svg('path', { class: 'zgw-axes', d: `M${left} 0V${size.height - bottom}H${size.width}` }),
      ...across.ticks.map((step) =>
        svg('text', { x: across(step), y: size.height - 5, 'text-anchor': 'middle' }, String(step)),
      ),
      ...upwards.ticks.map((loss) =>
        svg('text', { x: left - 6, y: Math.max(11, upwards(loss) + 4), 'text-anchor': 'end' }, short(loss)),
      ),
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

/** 10000 as it fits beside an axis. */
function short(loss: number): string {
  return loss >= 1e4
    ? `10${[...String(Math.round(Math.log10(loss)))].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('')}`
    : digits(loss, 2);
}
