import { checkbox } from '../kit/checkbox.ts';
import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { digits } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { slider } from '../kit/slider.ts';
import type { DescentOptions } from './about.ts';
import { contourPicture } from './contour.ts';
import { curvePicture } from './curve.ts';
import { landscape } from './landscape.ts';
import type { Line } from './model.ts';
import { startAt, walkOn } from './walk.ts';
import { sentence } from './words.ts';

/** Fills the frame: the valley, the learning rate, the buttons, the numbers and the loss over the steps. */
export function build(frame: Frame, options: DescentOptions): void {
  let land = landscape(options, options.scaled);
  let start: Line = land.start;
  let walk = startAt(land.moments, start);
  let last = options.steps;
  const valley = contourPicture(options.bUnit ? `bias b, ${options.bUnit}` : 'bias b', (line) => {
    start = line;
    again();
  });
  const curve = curvePicture(options.steps);
  const rate = slider({
    label: 'Learning rate',
    values: land.rates,
    value: land.rate,
    format: (value) => value.toPrecision(2),
    onChange: () => again(), // a walk with two rates would teach nothing
  });
  const steps = player({
    label: 'Steps of the descent',
    interval: 80,
    words: { play: 'Run' },
    step() {
      if (walk.lost) return false;
      if (atEnd()) last += options.steps; // asked to go on
      walk = walkOn(land.moments, walk, rate.value);
      show();
      return !atEnd();
    },
    reset: () => again(),
  });
  const atEnd = (): boolean => walk.lost || walk.places.length > last;
  const numbers = html('output', { class: 'zgw-numbers' });
  const scale = checkbox(`Standardise ${options.xLabel}`, options.scaled, (scaled) => {
    land = landscape(options, scaled);
    start = land.start;
    rate.values = land.rates;
    rate.value = land.rate;
    again();
  });

  const again = (): void => {
    steps.pause();
    walk = startAt(land.moments, start);
    last = options.steps;
    show();
  };
  const show = (): void => {
    valley.show(land, walk);
    curve.show(land, walk);
    const { w, b, loss } = walk.places.at(-1)!;
    const values = { step: String(walk.places.length - 1), w: digits(w, 4), b: digits(b, 4), loss: digits(loss, 4) };
    numbers.replaceChildren(
      ...Object.entries(values).flatMap(([name, value]) => [
        html('span', { class: 'zgw-name' }, name),
        html('span', {}, value),
      ]),
    );
    steps.reach({ atStart: walk.places.length === 1, atEnd: walk.lost });
    frame.element.classList.toggle('zgw-diverging', walk.rose);
    frame.say(sentence(land, walk, rate.value));
  };

  frame.stage.append(valley.element);
  frame.panel.append(
    rate.element,
    steps.element,
    numbers,
    html('figure', { class: 'zgw-loss' }, html('figcaption', {}, 'Loss against step'), curve.element),
  );
  if (options.scalable) frame.panel.prepend(scale.element);
  frame.onLeave(() => {
    steps.pause();
    valley.stop();
    curve.stop();
  });
  show();
}
