import { button } from '../kit/button.ts';
import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { digits } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { slider } from '../kit/slider.ts';
import { textField } from '../kit/text-field.ts';
import { gains, longest, type UnrolledOptions } from './about.ts';
import type { readText } from './cells.ts';
import { factorOf, momentAt, momentsOf, type Reading } from './model.ts';
import { unrolledPicture } from './picture.ts';
import { atStart, sentence } from './words.ts';

/** Fills the frame: states and lengths, the text, the weights, the buttons and the numbers. */
export function build(frame: Frame, options: UnrolledOptions): void {
  let { text, gain, seed } = options;
  let read: typeof readText | null = null; // comes when the piece is seen, with arrays and cells
  let reading: Reading | null = null;
  let refusal: string | null = null;
  let at = 0;
  let left = false;
  const picture = unrolledPicture(
    'The state after each letter, a column of twelve squares: filled ones above zero, hollow ones below; under each the length of the slope that came back',
  );
  const field = textField({
    label: `A text, up to ${longest} letters`,
    value: text,
    longest,
    onChange(value) {
      text = value.toLowerCase();
      at = 0;
      steps.pause();
      compute();
    },
  });
  const weights = slider({
    label: 'Weights, state to state',
    values: gains,
    value: gain,
    format: (value) => `× ${value}`,
    onChange(value) {
      gain = value;
      compute();
    },
  });
  const steps = player({
    label: 'Steps there and back',
    interval: 350,
    step() {
      if (!reading) return false;
      if (at === momentsOf(text)) at = 0; // asked to play once more
      at += 1;
      show();
      return at < momentsOf(text);
    },
    back() {
      at = Math.max(0, at - 1);
      show();
    },
    reset() {
      at = 0;
      show();
    },
  });
  const other = button('Other weights', () => {
    seed += 1;
    compute();
  });
  const numbers = html('output', { class: 'zgw-numbers zgw-unrolled-numbers' });

  const load = async (): Promise<void> => {
    try {
      ({ readText: read } = await import('./cells.ts'));
      if (!left) compute();
    } catch (error) {
      frame.say(`The packages could not be loaded: ${String(error)}. Load the page anew to try once more.`);
    }
  };
  const compute = (): void => {
    refusal = null;
    reading = null;
    if (text.length < 2) refusal = 'Type two letters or more.';
    else
      try {
        reading = read?.(text, { gain, seed }) ?? null;
      } catch (error) {
        refusal = `${String(error)}.`;
      }
    show();
  };
  const show = (): void => {
    const moment = momentAt(text, at);
    picture.show(reading, moment);
    const back = moment.back ?? 0;
    const rows = {
      read: `${moment.read} of ${text.length}`,
      'steps back': moment.back === null ? '–' : String(back),
      slope: reading && moment.back !== null ? digits(reading.lengths[back]!, 2) : '–',
      'a step': reading && back > 0 ? `× ${digits(factorOf(reading, back), 2)}` : '–',
    };
    numbers.replaceChildren(
      ...Object.entries(rows).flatMap(([name, value]) => [
        html('span', { class: 'zgw-name' }, name),
        html('span', {}, value),
      ]),
    );
    steps.reach({ atStart: at === 0, atEnd: !reading || at === momentsOf(text) });
    frame.say(refusal ?? (reading ? sentence(reading, moment) : atStart));
  };

  frame.stage.append(
    html(
      'figure',
      {},
      picture.element,
      html(
        'figcaption',
        {},
        'Squares: the state after each letter, filled above 0, hollow below, as large as the number. Bars: the length of the slope there, on a logarithmic scale.',
      ),
    ),
  );
  frame.panel.append(
    field.element,
    weights.element,
    html('div', { class: 'zgw-player' }, steps.element, other),
    numbers,
  );
  frame.onLeave(() => {
    left = true;
    steps.pause();
    picture.stop();
  });
  show();
  void load();
}
