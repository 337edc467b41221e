import type { FinishedEvent, ModelEvent, RunEvent, StepEvent } from '../run-event.ts';
import { sideBySide } from './columns.ts';
import { ProgressLine, type Terminal } from './progress-line.ts';
import { bytes, duration, grouped, short } from './quantity.ts';

/** How a run is shown. */
export interface RunScreenOptions {
  /** What the user types to call the program: `gptx`, or `npm start --`. */
  command?: string;
}

const line = (label: string, text: string): string => `${label.padEnd(12)} ${text}\n`;
const stepTime = (seconds: number): string => (seconds < 10 ? `${(1000 * seconds).toFixed(0)} ms` : duration(seconds));
const count = (n: number, what: string): string => `${n} ${what}${n === 1 ? '' : 's'}`;
/** A mean over the last twenty or so. */
const mix = (mean: number | null, next: number): number => (mean === null ? next : 0.95 * mean + 0.05 * next);
const percent = (share: number): string => `${Math.round(100 * share)} %`;

/** Shows the events of a run in a terminal, or in a file. */
export class RunScreen {
  readonly #terminal: Terminal;
  readonly #command: string;
  readonly #progress: ProgressLine;
  #folder = '';
  #prompt = 'the ';
  #steps = 0;
  #loss: number | null = null;
  #valLoss: number | null = null;
  #secondsPerToken: number | null = null;

  /** Prints to `terminal`. */
  constructor(terminal: Terminal, { command = 'gptx' }: RunScreenOptions = {}) {
    this.#terminal = terminal;
    this.#command = command;
    this.#progress = new ProgressLine(terminal);
  }

  /** Shows one event. */
  show(event: RunEvent): void {
    switch (event.kind) {
      case 'note':
        this.message(`note: ${event.text}`);
        break;
      case 'model':
        this.#outline(event);
        break;
      case 'estimate':
        this.#terminal.write(
          line('time', `about ${duration(event.seconds)}, ${stepTime(event.secondsPerStep)} a step\n`),
        );
        break;
      case 'step':
        this.#step(event);
        break;
      case 'sample':
      case 'checkpoint':
        break;
      case 'stopped':
        this.#progress.end();
        this.#terminal.write(
          `saved step ${event.step} of ${this.#steps}; go on with\n  ${this.#command} resume ${this.#folder}\n`,
        );
        break;
      case 'finished':
        this.#outcome(event);
        break;
    }
  }

  /** Prints a line of its own, above the progress line. */
  message(text: string): void {
    this.#progress.log(text);
  }

  /** Leaves the progress line, for whoever prints next. */
  end(): void {
    this.#progress.end();
  }

  #outline({
    folder,
    config,
    text,
    trainTokens,
    validationTokens,
    vocabSize,
    cost,
    baseline,
    startStep,
  }: ModelEvent): void {
    this.#folder = folder;
    this.#steps = config.steps;
    if (config.text === 'moby-dick') this.#prompt = 'Call me ';
    const { nLayer, nHead, nEmbd, blockSize } = config;
    const all = grouped(trainTokens + validationTokens);
    const memory = `${bytes(cost.stateBytes + cost.activationBytes)} of memory`;
    this.#terminal.write(
      line(
        'text',
        `${text}: ${all} characters, ${vocabSize} different; the last ${grouped(validationTokens)} held back`,
      ) +
        line(
          'model',
          `${count(nLayer, 'block')}, ${count(nHead, 'head')}, width ${nEmbd}, context ${blockSize}: ${grouped(cost.parameters)} parameters`,
        ) +
        line('cost', `${memory}, ${short(cost.flopsPerStep)}FLOP a step of ${grouped(cost.tokensPerStep)} characters`) +
        line('run folder', folder) +
        (startStep > 0 ? line('resumes', `after step ${startStep} of ${config.steps}`) : '') +
        `bigram baseline ${baseline.toFixed(4)}\n`,
    );
  }

  #step({ metrics, secondsLeft }: StepEvent): void {
    const { step, loss, tokensPerSecond, valLoss } = metrics;
    this.#loss = mix(this.#loss, loss); // one batch says little
    this.#secondsPerToken = mix(this.#secondsPerToken, 1 / tokensPerSecond);
    this.#valLoss = valLoss ?? this.#valLoss;
    const validation = this.#valLoss === null ? '' : `  validation ${this.#valLoss.toFixed(3)}`;
    const left = step === this.#steps ? '' : `  ${duration(secondsLeft)} left`;
    this.#progress.update(
      `step ${String(step).padStart(String(this.#steps).length)}/${this.#steps}  loss ${this.#loss.toFixed(3)}` +
        `${validation}  ${short(1 / this.#secondsPerToken)} tokens/s${left}`,
      { important: valLoss !== undefined || step === this.#steps },
    );
  }

  #outcome({ step, valLoss, valTokens, baseline, knownWords, samples }: FinishedEvent): void {
    this.#progress.end();
    const columns = samples.map((sample) => ({
      title: `${sample.step === 0 ? 'before training' : `step ${sample.step}`} · ${percent(sample.knownWords)} words`,
      text: sample.text,
    }));
    const gap = baseline - valLoss;
    this.#terminal.write(
      `\n${sideBySide(columns, { width: this.#terminal.columns ?? 100 })}\n\n` +
        `bigram baseline ${baseline.toFixed(4)}\n` +
        `validation loss ${valLoss.toFixed(4)}\n` +
        line(
          '',
          `nats per character over all ${grouped(valTokens)} of them, ${Math.abs(gap).toFixed(2)} ${gap >= 0 ? 'below' : 'above'} the baseline`,
        ) +
        `known words ${percent(knownWords)}\n` +
        line('', 'of the last sample, drawn at temperature 0.8, stand in the training text') +
        `\nNext\n${this.#next(step)}`,
    );
  }

  #next(step: number): string {
    const steps: [string, string][] = [
      [`${this.#command} sample ${this.#folder} --prompt "${this.#prompt}"`, 'let it write'],
      [`${this.#command} train my-own.txt`, 'teach it a text of your own'],
      [`${this.#command} resume ${this.#folder} --steps ${2 * step}`, 'train on'],
      [`open ${this.#folder}/loss.svg`, 'look at the loss curve'],
      ['https://github.com/zero-to-gpt/zero-to-gpt', 'read how all of it works'],
    ];
    const width = Math.max(...steps.map(([what]) => what.length));
    return steps.map(([what, why]) => `  ${what.padEnd(width)}  ${why}\n`).join('');
  }
}
