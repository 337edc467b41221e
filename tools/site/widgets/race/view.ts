import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { player } from '../kit/player.ts';
import { select } from '../kit/select.ts';
import { slider } from '../kit/slider.ts';
import type { Vector2 } from '../kit/vector.ts';
import { type RaceOptions, rates } from './about.ts';
import { atStart, type Lane, stepOn } from './model.ts';
import { letters, type RunnerName } from './names.ts';
import { racePicture } from './picture.ts';
import type { Runner, runner } from './runners.ts';
import { type SurfaceName, surfaces } from './surfaces.ts';
import { sentence, standing, stepsOf } from './words.ts';

/** Fills the frame: the surface, a learning rate for each optimizer, the buttons and who stands where. */
export function build(frame: Frame, options: RaceOptions): void {
  let surface = surfaces[options.surface];
  let start: Vector2 = options.start ?? surface.start;
  const chosen = new Map<RunnerName, number>(options.rates);
  let lanes: readonly Lane[] = atStart(surface, start, [...chosen]);
  let runners: readonly Runner[] = [];
  let last = options.steps;
  let make: typeof runner | null = null; // comes at the first press, with arrays and optimizers
  let left = false; // the page, before they came
  const picture = racePicture((place) => {
    start = place;
    again();
  });
  const where = select<SurfaceName>({
    label: 'Surface',
    hideLabel: true,
    values: Object.fromEntries(Object.entries(surfaces).map(([name, { title }]) => [name, title])) as Record<
      SurfaceName,
      string
    >, // its keys
    value: options.surface,
    onChange(name) {
      surface = surfaces[name];
      start = surface.start;
      again();
    },
  });
  const sliders = [...chosen].map(([name, rate], i) => {
    const { element } = slider({
      label: `${letters[name]} · ${name}, learning rate`,
      values: rates,
      value: rate,
      onChange(value) {
        chosen.set(name, value);
        again();
      },
    });
    element.classList.add(`zgw-lane-${i}`);
    return element;
  });
  const steps = player({
    label: 'Steps of the race',
    interval: 80,
    words: { play: 'Run' },
    prepare: () => (make ? null : load()),
    step() {
      if (over()) return false;
      if (stepsOf(lanes) >= last) last += options.steps; // asked to go on
      if (runners.length === 0) runners = lanes.map(({ name, lr }) => make!(name, surface, start, lr)); // prepared
      lanes = stepOn(surface, lanes, runners);
      show();
      return !over() && stepsOf(lanes) < last;
    },
    reset: () => again(),
  });
  const over = (): boolean => lanes.every(({ diverged }) => diverged);
  const table = html('output', { class: 'zgw-standings' });

  const load = async (): Promise<boolean> => {
    frame.say('The optimizers are on their way …');
    try {
      ({ runner: make } = await import('./runners.ts'));
      return !left;
    } catch (error) {
      frame.say(`The optimizers could not be loaded: ${String(error)}. Press again to try once more.`);
      return false;
    }
  };
  const leave = (): void => {
    steps.pause();
    for (const runner of runners) runner.stop();
    runners = [];
  };
  const again = (): void => {
    leave();
    lanes = atStart(surface, start, [...chosen]);
    last = options.steps;
    show();
  };
  const show = (): void => {
    picture.show(surface, lanes);
    const taken = stepsOf(lanes);
    table.replaceChildren(
      html('span', { class: 'zgw-standings-title' }, `Step ${taken}: loss above the lowest`),
      ...lanes.map((lane, i) =>
        html('span', { class: `zgw-lane-${i}` }, html('b', {}, letters[lane.name]), ` ${standing(surface, lane)}`),
      ),
    );
    steps.reach({ atStart: taken === 0, atEnd: over() });
    frame.say(sentence(surface, lanes));
  };

  frame.stage.append(picture.element);
  frame.panel.append(where.element, steps.element, table, ...sliders);
  frame.onLeave(() => {
    left = true;
    leave();
    picture.stop();
  });
  show();
}
