import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { slider } from '../kit/slider.ts';
import { type GraphOptions, leavesOf } from './about.ts';
import { makerOf, nameOf } from './formula.ts';
import { compute, momentAt, stepsOf } from './model.ts';
import { graphPicture } from './picture.ts';
import { sentence, short } from './words.ts';

/** Fills the frame: the graph, a slider for each number to set, and the steps back. */
export function build(frame: Frame, options: GraphOptions): void {
  const { expression, reach } = options;
  const leaves: Record<string, number> = { ...leavesOf(options) };
  let computed = compute(expression, leaves);
  let steps = 0;
  const result = expression.at(-1)!;
  const picture = graphPicture(`The graph of ${nameOf(result)} = ${makerOf(expression, result)}`);
  const sliders = Object.keys(leaves).map((name) =>
    slider({
      label: name,
      values: valuesTo(reach, leaves[name]!),
      value: leaves[name]!,
      format: (value) => figure(value),
      onChange(value) {
        leaves[name] = value;
        computed = compute(expression, leaves);
        show();
      },
    }),
  );
  const buttons = player({
    label: 'Steps back through the graph',
    interval: 1600,
    words: { play: 'Play', step: 'Step back', back: 'Undo' },
    step() {
      if (steps === stepsOf(computed)) steps = 0; // asked to play once more
      go(steps + 1);
      return steps < stepsOf(computed);
    },
    back: () => go(steps - 1),
    reset: () => go(0),
  });
  const table = html('table', {});

  const go = (to: number): void => {
    steps = Math.max(0, Math.min(stepsOf(computed), to));
    show();
  };
  const show = (): void => {
    picture.show(computed, steps);
    const { arrived, complete } = momentAt(computed, steps);
    table.replaceChildren(
      html('caption', {}, 'Numbers of the graph'),
      row('th', ['number', 'value', 'gradient']),
      ...expression.flatMap((part, place) => {
        if (part.kind === 'constant') return [];
        const made = 'operation' in part ? `${part.name} = ${makerOf(expression, part)}` : part.name;
        const grad = arrived[place] ?? null;
        const soFar = complete[place] ? '' : ' so far';
        return [
          row('td', [made, short(computed.values[place]!.data), grad === null ? 'none yet' : `${short(grad)}${soFar}`]),
        ];
      }),
    );
    buttons.reach({ atStart: steps === 0, atEnd: steps === stepsOf(computed) });
    frame.say(sentence(computed, steps));
  };

  frame.stage.append(picture.element, html('div', { class: 'zgw-spoken' }, table));
  frame.panel.append(buttons.element, ...sliders.map(({ element }) => element));
  frame.onLeave(() => {
    buttons.pause();
    picture.stop();
  });
  show();
}

/** Tenths from −reach to reach, and the number that a lesson begins with. */
function valuesTo(reach: number, own: number): readonly number[] {
  const step = reach > 10 ? 1 : 0.1;
  const count = Math.round(reach / step);
  const round = Array.from({ length: 2 * count + 1 }, (_, i) => Number(((i - count) * step).toFixed(6)));
  return [...new Set([...round, own])].sort((a, b) => a - b);
}

function row(cell: 'td' | 'th', texts: readonly string[]): HTMLTableRowElement {
  return html('tr', {}, ...texts.map((text) => html(cell, {}, text)));
}
