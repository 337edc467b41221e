import { button, enable } from '../kit/button.ts';
import { copyButton } from '../kit/copy-button.ts';
import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { fixed } from '../kit/figures.ts';
import { calm } from '../kit/motion.ts';
import { select } from '../kit/select.ts';
import { slider } from '../kit/slider.ts';
import { type ScheduleOptions, values } from './about.ts';
import { complete, lastOf, letters, nextLane, type Run, ratesFor, runSteps, seeds } from './model.ts';
import { schedulePictures } from './pictures.ts';
import { codeFor, type Kind, kinds, type Part, type Settings, scheduleFor } from './recipe.ts';
import { train } from './trainer.ts';
import type { Track } from './training.ts';
import { brief, runSentence, scheduleSentence } from './words.ts';

/** Fills the frame: rates and losses, the code, the settings, and the runs that stay. */
export function build(frame: Frame, options: ScheduleOptions): void {
  let settings: Settings = options;
  let runs: readonly Run[] = [];
  let track: Track | null = null; // comes at the first press
  let stop: (() => void) | null = null; // what ends the run that is on its way
  let left = false; // the page, before the cars came
  const pictures = schedulePictures();
  const kind = select<Kind>({
    label: 'Schedule',
    values: Object.fromEntries(Object.entries(kinds).map(([name, { title }]) => [name, title])) as Record<Kind, string>, // its keys
    value: settings.kind,
    onChange: (value) => change({ kind: value }),
  });
  const setting = (label: string, part: 'peak' | Part) =>
    slider({
      label,
      values: values[part],
      value: settings[part],
      onChange: (value) => change({ [part]: value }),
    });
  const peak = setting('Highest rate', 'peak');
  const parts: Readonly<Record<Part, ReturnType<typeof slider>>> = {
    warmup: setting('Steps of warm-up', 'warmup'),
    final: setting('Rate at the end', 'final'),
    steps: setting('It ends at step', 'steps'),
  };
  const code = html('code', {});
  const copy = copyButton('Copy', () => code.textContent);
  const start = button('Train', () => (stop ? halt() : void begin()));
  start.classList.add('zgw-play');
  const clear = button('Clear', () => {
    halt();
    runs = [];
    show();
  });
  const table = html('output', { class: 'zgw-schedule-runs' });

  const change = (changed: Partial<Settings>): void => {
    settings = { ...settings, ...changed };
    show();
  };
  const begin = async (): Promise<void> => {
    const chosen = settings;
    if ('refusal' in ratesFor(chosen)) return;
    if (!track) {
      frame.say('The cars and the packages are on their way …');
      try {
        track = await (await import('./training.ts')).carTrack();
      } catch (error) {
        frame.say(`The packages could not be loaded: ${String(error)}. Press again to try once more.`);
        return;
      }
    }
    if (left || stop) return;
    const lane = nextLane(runs);
    const others = runs.filter((run) => run.lane !== lane);
    stop = train(track, scheduleFor(chosen), (losses, done) => {
      const run = { settings: chosen, lane, losses };
      runs = [...others, run];
      if (done) stop = null;
      if (!done && calm()) return; // the end is enough
      show(done ? run : undefined);
    });
    show();
  };
  /** Ends a run before its end, and forgets it. */
  const halt = (): void => {
    stop?.();
    stop = null;
    runs = runs.filter(complete);
    show();
  };
  const show = (ended?: Run): void => {
    const now = ratesFor(settings);
    const refused = 'refusal' in now;
    pictures.show(settings, runs, track?.line ?? null);
    code.textContent = codeFor(settings);
    frame.element.classList.toggle('zgw-refused', refused);
    for (const [part, control] of Object.entries(parts))
      control.usable = kinds[settings.kind].uses.includes(part as Part); // its keys
    start.textContent = stop ? 'Stop' : 'Train';
    enable(start, stop !== null || !refused);
    enable(clear, runs.length > 0);
    table.replaceChildren(
      html('span', { class: 'zgw-schedule-title' }, `Losses at the end, from ${seeds.length} starts`),
      ...runs.toSorted((a, b) => a.lane - b.lane).map(row),
    );
    if (stop) frame.say(`Training for ${runSteps} steps from ${seeds.length} starts …`);
    else if (ended)
      frame.say(runSentence(ended, runs, track!.line)); // it has run on it
    else frame.say(refused ? `There is no such schedule: ${now.refusal}.` : scheduleSentence(settings, now.rates));
  };

  frame.stage.append(pictures.element);
  frame.panel.append(
    kind.element,
    peak.element,
    ...Object.values(parts).map(({ element }) => element),
    html('div', { class: 'zgw-player', role: 'group', 'aria-label': 'Runs' }, start, clear),
    table,
  );
  frame.foot.append(
    html('div', { class: 'zgw-schedule-code' }, html('pre', { tabindex: 0, 'aria-label': 'The code' }, code), copy),
  );
  frame.onLeave(() => {
    left = true;
    stop?.();
    pictures.stop();
  });
  show();
}

/** `A  cosine 0.1 → 0, 400 steps  0.119 0.121 0.121` */
function row(run: Run): HTMLElement {
  const ends = complete(run)
    ? lastOf(run).map((loss) => (Number.isNaN(loss) ? 'diverged' : fixed(loss, 3)))
    : ['on its way …'];
  return html(
    'span',
    { class: `zgw-lane-${run.lane}` },
    html('b', {}, letters[run.lane]!),
    ` ${brief(run.settings)}: `,
    html('span', { class: 'zgw-schedule-ends' }, ends.join(' ')),
  );
}
