import { set, svg } from '../kit/elements.ts';
import { logarithmic } from '../kit/scale.ts';
import { stage } from '../kit/stage.ts';
import type { Moment, Reading } from './model.ts';
import { shown as letterOf } from './words.ts';

const [left, right] = [46, 6];
/** From above: the arrow of time, the states, the letters, the lengths. */
const [arrowY, statesTop, statesBottom, lettersY, barsTop, barsBottom] = [12, 24, 216, 234, 248, 352] as const;
const height = 358;
/** Lengths that are drawn; what is beyond ends at the edge. */
const [least, most] = [1e-8, 100];

/** The states as squares, one column for each letter, and the length of the slope below each. */
export function unrolledPicture(label: string): {
  readonly element: HTMLElement;
  show(reading: Reading | null, moment: Moment): void;
  stop(): void;
} {
  let width = 0;
  let again = (): void => {};
  const picture = stage({
    label,
    size: { height },
    class: 'zgw-unrolled',
    draw(size) {
      width = size.width;
      again();
    },
  });
  set(picture.svg, { role: 'img' });
  const content = svg('g', {});
  picture.svg.append(content);
  return {
    element: picture.element,
    show(reading, moment) {
      again = () => {
        if (width === 0) return;
        content.replaceChildren(...frame(width), ...(reading ? drawn(reading, moment, width) : []));
      };
      again();
    },
    stop: picture.stop,
  };
}

const upwards = logarithmic([least, most], [barsBottom, barsTop]);

/** What is there before a text is read. */
function frame(width: number): SVGElement[] {
  const end = width - right;
  return [
    svg('text', { x: left - 8, y: statesTop + 11, 'text-anchor': 'end' }, 'unit 1'),
    svg('text', { x: left - 8, y: statesBottom - 3, 'text-anchor': 'end' }, '12'),
    svg('text', { x: left - 8, y: lettersY, 'text-anchor': 'end' }, 'reads'),
    svg('path', { class: 'zgw-axes', d: `M${left} ${barsTop}V${barsBottom}H${end}` }),
    svg('path', { class: 'zgw-chart-rule', d: `M${left} ${upwards(1)}H${end}` }),
    ...Object.entries({ 1: 1, '10⁻³': 1e-3, '10⁻⁶': 1e-6 }).map(([name, value]) =>
      svg('text', { x: left - 6, y: upwards(value) + 4, 'text-anchor': 'end' }, name),
    ),
  ];
}

function drawn({ text, states, lengths }: Reading, { read, back }: Moment, width: number): SVGElement[] {
  const column = (width - right - left) / text.length;
  const middle = (at: number): number => left + (at + 0.5) * column;
  const row = (statesBottom - statesTop) / states[0]!.length;
  const here = back === null ? read - 1 : text.length - 1 - back;
  return [
    ...(here < 0
      ? []
      : [
          svg('rect', {
            class: back === null ? 'zgw-column-now' : 'zgw-column-now zgw-column-now-back',
            x: left + here * column,
            y: statesTop - 3,
            width: column,
            height: lettersY - statesTop + 9,
            rx: 3,
          }),
          time(middle(here), back === null ? left : middle(text.length - 1), back !== null),
        ]),
    ...states.flatMap((state, at) => [
      svg('path', {
        class: `zgw-plus${at < read ? '' : ' zgw-unread'}`,
        d: squares(state, (value) => value > 0, { x: middle(at), column, row }),
      }),
      svg('path', {
        class: `zgw-minus${at < read ? '' : ' zgw-unread'}`,
        d: squares(state, (value) => value < 0, { x: middle(at), column, row }),
      }),
      svg(
        'text',
        { class: 'zgw-read-letter', x: middle(at), y: lettersY, 'text-anchor': 'middle' },
        letterOf(text[at]!),
      ),
    ]),
    ...lengths.slice(0, back === null ? 0 : back + 1).map((length, steps) => {
      const y = upwards(Math.max(least, Math.min(most, length)));
      const x = middle(text.length - 1 - steps) - column * 0.35;
      return svg('rect', { class: 'zgw-length', x, y, width: column * 0.7, height: barsBottom - y });
    }),
  ];
}

/** The way that was gone, with a head where it has come to. */
function time(to: number, from: number, backward: boolean): SVGElement {
  const head = backward ? `l6 -4m-6 4l6 4` : `l-6 -4m6 4l-6 4`;
  return svg('path', {
    class: backward ? 'zgw-time zgw-time-back' : 'zgw-time',
    d: `M${from.toFixed(1)} ${arrowY}H${to.toFixed(1)}${head}`,
  });
}

/** A square for each number that is wanted, as large as the number is. */
function squares(
  state: readonly number[],
  wanted: (value: number) => boolean,
  { x, column, row }: { x: number; column: number; row: number },
): string {
  const largest = Math.min(column, row) - 2;
  return state
    .map((value, unit) => {
      if (!wanted(value)) return '';
      const side = Math.max(1, largest * Math.sqrt(Math.abs(value))); // its area is the number
      const y = statesTop + (unit + 0.5) * row;
      return `M${(x - side / 2).toFixed(1)} ${(y - side / 2).toFixed(1)}h${side.toFixed(1)}v${side.toFixed(1)}h${(-side).toFixed(1)}Z`;
    })
    .join('');
}
