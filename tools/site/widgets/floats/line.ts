import { set, svg } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { handle } from '../kit/handle.ts';
import { linear, type Scale } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import { type Kind, numbersUpTo, type Sum } from './model.ts';

/** The line reaches from 0 to here. */
export const end = 8;

/** Of the picture, in pixels. */
const height = 142;
const upper = 34;
const lower = 98;

/** Two lines: above, where every number is; below, the floats as ticks. */
export function numberLines(onMove: (x: number) => void): {
  readonly element: HTMLElement;
  show(sum: Sum, kind: Kind): void;
  stop(): void;
} {
  let shown: { sum: Sum; kind: Kind } | undefined;
  let width = 0;
  let across: Scale = linear([0, end], [0, 1]);
  const lines = svg('path', { class: 'zgw-axes' });
  const ticks = svg('path', { class: 'zgw-floats' });
  const doubles = svg('path', { class: 'zgw-powers' });
  const names = svg('g', {});
  const fall = svg('path', { class: 'zgw-fall' });
  const stored = svg('circle', { class: 'zgw-stored', r: 6 });
  const picture = stage({
    label: 'The numbers from 0 to 8, and below them those that a float can have',
    size: { height },
    class: 'zgw-lines',
    draw(size) {
      across = linear([0, end], [14, size.width - 14]);
      width = size.width;
      draw();
    },
  });
  const grip = handle({
    svg: picture.svg,
    label: 'The exact number',
    bounds: [0, end],
    toPoint: (x) => ({ x: across.invert(x), y: 0 }),
    words: ({ x }) => figure(x, 3),
    step: () => ({ x: 0.05, y: 0.05 }),
    onMove: ({ x, y }) => onMove(Math.min(end, Math.max(0, Math.round((x + y) * 20) / 20))), // up is larger, too
  });
  picture.svg.append(svg('g', { 'aria-hidden': 'true' }, lines, ticks, doubles, fall, names, stored), grip.element);

  const draw = (): void => {
    if (!shown || width === 0) return;
    const { sum, kind } = shown;
    const tick = (x: number, length: number): string => `M${across(x).toFixed(1)} ${lower - length}v${2 * length}`;
    set(lines, { d: `M14 ${upper}H${across(end)}M14 ${lower}H${across(end)}` });
    set(ticks, {
      d: numbersUpTo(end, kind)
        .map((x) => tick(x, 9))
        .join(''),
    });
    set(doubles, { d: [0.5, 1, 2, 4, 8].map((x) => tick(x, 15)).join('') });
    names.replaceChildren(
      svg('text', { x: 14, y: upper - 14, class: 'zgw-exact-name' }, 'as it should be'),
      svg('text', { x: 14, y: lower - 24, class: 'zgw-stored-name' }, 'as it is stored'),
      ...[0, 1, 2, 4, 8].map((x) => svg('text', { x: across(x), y: height - 6, 'text-anchor': 'middle' }, String(x))),
    );
    const [x, y] = [Math.min(end, sum.exact), Math.min(end, sum.stored)].map((value) => across(value)) as [
      number,
      number,
    ];
    set(fall, { d: `M${x.toFixed(1)} ${upper}L${y.toFixed(1)} ${lower}` });
    set(stored, { cx: y, cy: lower });
    grip.place({ x: Math.min(end, sum.exact), y: 0 }, x, upper);
  };
  return {
    element: picture.element,
    show(sum, kind) {
      shown = { sum, kind };
      draw();
    },
    stop: picture.stop,
  };
}
