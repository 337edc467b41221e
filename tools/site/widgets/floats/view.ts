import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { figure } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { slider } from '../kit/slider.ts';
import type { FloatsOptions } from './about.ts';
import { end, numberLines } from './line.ts';
import { added, gapAt, type Kind, sumFrom } from './model.ts';
import { sentence } from './words.ts';

/** Below this power of two the gaps of our small floats stay equal. */
const lowest = -3;

/** Fills the frame: the two number lines, the sum that is stored and the one that should be. */
export function build(frame: Frame, options: FloatsOptions): void {
  let kind: Kind = { digits: options.digits, lowest };
  let start = options.start;
  let sum = sumFrom(start, kind);
  const lines = numberLines((x) => {
    start = x;
    again();
  });
  const digits = slider({
    label: 'Binary digits after the first',
    values: [1, 2, 3, 4, 5],
    value: options.digits,
    onChange(value) {
      kind = { digits: value, lowest };
      again();
    },
  });
  const term = slider({
    label: 'Number to add',
    values: [...new Set([0.05, 0.1, 0.2, 0.3, 0.5, options.term])].sort((a, b) => a - b),
    value: options.term,
    onChange: () => again(),
  });
  const steps = player({
    label: 'Additions',
    interval: 220,
    words: { play: 'Run' },
    step() {
      if (atEnd()) return false;
      sum = added(sum, term.value, kind);
      show();
      return !atEnd();
    },
    reset: () => again(),
  });
  const atEnd = (): boolean => sum.exact + term.value > end + 1e-9;
  const facts = { exact: html('dd', {}), stored: html('dd', {}), 'gap there': html('dd', {}) };

  const again = (): void => {
    steps.pause();
    sum = sumFrom(start, kind);
    show();
  };
  const show = (): void => {
    lines.show(sum, kind);
    facts.exact.textContent = figure(sum.exact, 4);
    facts.stored.textContent = figure(sum.stored, 5);
    facts['gap there'].textContent = figure(gapAt(sum.stored, kind), 5);
    steps.reach({ atStart: sum.steps === 0, atEnd: atEnd() });
    frame.say(sentence(sum, term.value, kind));
  };

  frame.stage.append(lines.element);
  frame.panel.append(
    html('div', { class: 'zgw-knobs' }, digits.element, term.element),
    html(
      'div',
      { class: 'zgw-knobs' },
      steps.element,
      html(
        'dl',
        { class: 'zgw-facts zgw-in-a-row' },
        ...Object.entries(facts).flatMap(([name, value]) => [html('dt', {}, name), value]),
      ),
    ),
  );
  frame.onLeave(() => {
    steps.pause();
    lines.stop();
  });
  show();
}
