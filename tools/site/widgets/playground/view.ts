import { button } from '../kit/button.ts';
import { chart } from '../kit/chart.ts';
import { checkbox } from '../kit/checkbox.ts';
import type { Frame } from '../kit/define.ts';
import { html } from '../kit/elements.ts';
import { digits } from '../kit/figures.ts';
import { player } from '../kit/player.ts';
import { select } from '../kit/select.ts';
import { inSlices } from '../kit/slices.ts';
import { slider } from '../kit/slider.ts';
import { type PlaygroundOptions, rates, widths } from './about.ts';
import { type BendName, bends, type SetName, sets } from './names.ts';
import type { Network, Plan, Task } from './network.ts';
import { playgroundPicture } from './picture.ts';
import { percent, sentence, startSentence } from './words.ts';

/** Steps of one run, as in the lesson, and how many are made between two pictures. */
const [run, atOnce] = [300, 2];

/** Fills the frame: the plane, the settings, the buttons, the numbers and the loss. */
export function build(frame: Frame, options: PlaygroundOptions): void {
  let plan: Plan = options;
  let task: Task | null = null; // comes when the piece is seen, with arrays and layers
  let network: Network | null = null;
  let losses: number[] = [];
  let last = run;
  let creases = false;
  let finishing: (() => void) | null = null; // stops a run that jumps to its end
  let left = false;
  const picture = playgroundPicture('Points of two classes, and the border that the network draws between them');
  const curve = chart({ label: 'Loss against step', height: 130 });
  const numbers = html('output', { class: 'zgw-numbers' });

  const change = (changed: Partial<Plan>): void => {
    const other = changed.set !== undefined && changed.set !== plan.set;
    plan = { ...plan, ...changed };
    if (other) void load();
    else again();
  };
  const load = async (): Promise<void> => {
    const wanted = plan.set;
    leave();
    task = null;
    show();
    try {
      const { taskOf } = await import('./network.ts');
      const loaded = await taskOf(wanted);
      if (left || wanted !== plan.set) return; // gone, or another set was chosen meanwhile
      task = loaded;
      again();
    } catch (error) {
      frame.say(`The packages could not be loaded: ${String(error)}. Choose the points again to try once more.`);
    }
  };
  const leave = (): void => {
    buttons.pause();
    finishing?.();
    finishing = null;
    network?.[Symbol.dispose]();
    network = null;
  };
  const again = (): void => {
    leave();
    last = run;
    network = task?.network(plan) ?? null;
    losses = network ? [network.score().loss] : [];
    show();
  };
  const lost = (): boolean => losses.length > 0 && !Number.isFinite(losses.at(-1)!);
  const taken = (): number => losses.length - 1;
  /** One step without a picture; false where it was the last of this run. */
  const step = (): boolean => {
    if (!network || lost()) return false;
    if (taken() >= last) last += run; // asked to go on
    network.step();
    losses.push(network.score().loss);
    return !lost() && taken() < last;
  };
  const buttons = player({
    label: 'Steps of the training',
    interval: 30,
    words: { play: 'Run' },
    step() {
      let more = step();
      for (let i = 1; more && buttons.playing && i < atOnce; i++) more = step();
      show();
      return more;
    },
    toEnd() {
      finishing ??= inSlices(step, (done) => {
        if (!done) return;
        finishing = null;
        show();
      });
    },
    reset: () => again(),
  });
  const start = button('Other start', () => change({ seed: plan.seed + 1 }));

  const show = (): void => {
    picture.show(plan.set, task, network, creases);
    const score = network?.score() ?? null;
    const rows = {
      step: String(Math.max(0, taken())),
      loss: score ? digits(score.loss, 3) : '…',
      right: score ? percent(score.right) : '…',
      'best line': task ? percent(task.line.right) : '…',
      start: String(plan.seed),
      'dead units': network ? String(network.dead()) : '…',
    };
    numbers.replaceChildren(
      ...Object.entries(rows).flatMap(([name, value]) => [
        html('span', { class: 'zgw-name' }, name),
        html('span', {}, value),
      ]),
    );
    curve.show({
      x: { domain: [0, Math.max(run, taken())] },
      y: { domain: [0.002, 2.5], log: true, ticks: [0.01, 0.1, 1] },
      curves: [{ class: 'zgw-playground-loss', points: losses.map((loss, at) => [at, loss] as const) }],
      rules: task ? [{ axis: 'y', at: task.line.loss, text: 'the best line' }] : [],
    });
    buttons.reach({ atStart: taken() <= 0, atEnd: !network || lost() });
    frame.say(
      network && task && score && taken() > 0
        ? sentence(plan, { steps: taken(), score, dead: network.dead(), line: task.line })
        : startSentence(plan),
    );
  };

  frame.stage.append(
    picture.element,
    html(
      'figure',
      { class: 'zgw-loss' },
      html('figcaption', {}, 'Loss against step, on a logarithmic scale'),
      curve.element,
    ),
  );
  frame.panel.append(
    select<SetName>({
      label: 'Points',
      values: Object.fromEntries(Object.entries(sets).map(([name, { title }]) => [name, title])) as Record<
        SetName,
        string
      >, // its keys
      value: plan.set,
      onChange: (value) => change({ set: value }),
    }).element,
    select<BendName>({ label: 'Bend', values: bends, value: plan.bend, onChange: (bend) => change({ bend }) }).element,
    slider({ label: 'Hidden units', values: widths, value: plan.units, onChange: (units) => change({ units }) })
      .element,
    slider({ label: 'Learning rate', values: rates, value: plan.rate, onChange: (rate) => change({ rate }) }).element,
    buttons.element,
    html(
      'div',
      { class: 'zgw-player' },
      start,
      checkbox('show where each unit bends', creases, (on) => {
        creases = on;
        show();
      }).element,
    ),
    numbers,
  );
  frame.onLeave(() => {
    left = true;
    leave();
    picture.stop();
    curve.stop();
  });
  void load();
}
