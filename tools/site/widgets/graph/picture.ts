import { svg } from '../kit/elements.ts';
import { stage } from '../kit/stage.ts';
import { makerOf, nameOf } from './formula.ts';
import { type Arrow, type Layout, layout, type Spot } from './layout.ts';
import { type Computed, type Moment, momentAt } from './model.ts';
import { short } from './words.ts';

const height = 400;
const letter = 6.3; // pixels of a letter of 12, about
const wide = 7.3; // and of one of the same size in a column of digits

/** The graph: a box for each number, arrows downwards to what is made of it, and what goes back along them. */
export function graphPicture(label: string): {
  readonly element: HTMLElement;
  show(computed: Computed, steps: number): void;
  stop(): void;
} {
  let width = 0;
  let shown: { computed: Computed; moment: Moment } | undefined;
  const picture = stage({
    label,
    size: { height },
    class: 'zgw-graph',
    draw(size) {
      width = size.width;
      draw();
    },
  });
  const content = svg('g', { 'aria-hidden': 'true' }); // the table of numbers says it in words
  picture.svg.append(content);

  const draw = (): void => {
    if (!shown || width === 0) return;
    const { computed, moment } = shown;
    const plan = layout(computed.formula, { width, height });
    const arrows = plan.arrows.map((arrow) => ({ arrow, state: stateOf(arrow, moment) }));
    const rank = { '': 0, sent: 1, now: 2 };
    content.replaceChildren(
      ...arrows
        .toSorted((a, b) => rank[a.state] - rank[b.state])
        .map(({ arrow, state }) => svg('path', { class: 'zgw-way', 'data-state': state, d: curve(arrow.points) })),
      ...computed.formula.map((_, place) => boxOf(computed, moment, plan, place)),
      ...arrows.flatMap(({ arrow, state }) => (state === '' ? [] : [labelOf(arrow, moment, width)])),
    );
  };
  return {
    element: picture.element,
    show(computed, steps) {
      shown = { computed, moment: momentAt(computed, steps) };
      draw();
    },
    stop: picture.stop,
  };
}

function stateOf(arrow: Arrow, { sent, now }: Moment): '' | 'sent' | 'now' {
  const own = ({ from, input }: { from: number; input: number }): boolean => from === arrow.to && input === arrow.input;
  return now.some(own) ? 'now' : sent.some(own) ? 'sent' : '';
}

/** From below one box to above the next, upright at both ends, with an arrow's head. */
function curve(points: readonly Spot[]): string {
  const [first, ...rest] = points.map(({ x, y }) => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 }));
  let before = first!;
  const parts = rest.map((point) => {
    const half = (before.y + point.y) / 2;
    const part = `C${before.x} ${half} ${point.x} ${half} ${point.x} ${point.y}`;
    before = point;
    return part;
  });
  return `M${first!.x} ${first!.y}${parts.join('')}m-4 -7l4 7l4 -7`;
}

function boxOf({ formula, values }: Computed, moment: Moment, { box, boxes }: Layout, place: number): SVGGElement {
  const part = formula[place]!;
  const { x, y } = boxes[place]!;
  const arrived = moment.arrived[place] ?? null;
  const name = nameOf(part);
  const full = 'operation' in part ? `${name} = ${makerOf(formula, part)}` : name;
  const title = full.length * letter > box.width - 6 ? name : full;
  const line = (text: string, at: number, kind: string): SVGTextElement =>
    svg('text', { x, y: y + at, class: kind, 'text-anchor': 'middle' }, text);
  const plain = part.kind === 'constant';
  const state = moment.sender === place ? 'now' : moment.complete[place] ? 'done' : arrived === null ? '' : 'waits';
  return svg(
    'g',
    {
      class: `zgw-node zgw-node-${plain ? 'constant' : 'operation' in part ? 'computed' : 'leaf'}`,
      'data-state': state,
    },
    svg('rect', { x: x - box.width / 2, y: y - box.height / 2, width: box.width, height: box.height, rx: 6 }),
    ...(plain
      ? [line(name, 5, 'zgw-node-value')]
      : [
          line(title, -13, 'zgw-node-name'),
          line(short(values[place]!.data), 4, 'zgw-node-value'),
          line(gradient(arrived, state === 'waits', box.width), 21, 'zgw-node-grad'),
        ]),
  );
}

/** `grad 0.5`, with dots where more is to come, as long as there is room for it. */
function gradient(arrived: number | null, waits: boolean, width: number): string {
  if (arrived === null) return 'grad ?';
  const texts = [`grad ${short(arrived)}${waits ? ' …' : ''}`, `grad ${short(arrived)}`, short(arrived)];
  return texts.find((text) => text.length * wide <= width - 2) ?? texts.at(-1)!;
}

/** What went along an arrow, beside its end: local slope × gradient from above, and later their product. */
function labelOf(arrow: Arrow, { sent, now }: Moment, width: number): SVGTextElement {
  const { slope, above, share } = sent.find(({ from, input }) => from === arrow.to && input === arrow.input)!;
  const isNow = now.some(({ from, input }) => from === arrow.to && input === arrow.input);
  const text = isNow ? `${short(slope)} × ${short(above)}` : short(share);
  const [start, end] = arrow.points.slice(-2) as [Spot, Spot];
  const half = (text.length * wide) / 2 + 3;
  const x = Math.max(half, Math.min(width - half, (start.x + end.x) / 2 + half * arrow.side));
  const kind = isNow ? 'zgw-sent zgw-sent-now' : 'zgw-sent';
  return svg('text', { x, y: (start.y + end.y) / 2 + 4, class: kind, 'text-anchor': 'middle' }, text);
}
