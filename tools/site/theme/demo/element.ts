import { chart, describe } from './chart.ts';
import { host, legend, nameHTML, nameRows, newAmong, newNames } from './figure.ts';
import type { Tell } from './messages.ts';
import type { Moment } from './moment.ts';
import { FIRST_SEED, LAST_SEED, MEASURE_EVERY, recipe } from './recipe.ts';
import { heldOutLoss, type RunState, stepOf } from './run-state.ts';
import { Trainer } from './trainer.ts';

type Part = 'go' | 'seed' | 'progress' | 'chart' | 'legend' | 'names' | 'more' | 'new' | 'host' | 'status';

/** `<zg-demo>`: trains a small GPT on first names in a worker of its own, and draws what it tells. */
export class Demo extends HTMLElement {
  #trainer: Trainer | null = null;
  #run: RunState | null = null;
  #streams = 0;
  #ended: ((end: { loss: number; baseline: number }) => void) | null = null;

  connectedCallback(): void {
    const [go, seed, more] = [this.#part('go'), this.#part('seed'), this.#part('more')];
    go.onclick = () => (this.#trainer?.busy ? this.#stop() : void this.run());
    more.onclick = () => this.#trainer?.more(++this.#streams);
    seed.onkeydown = (event) => {
      if (event.key === 'Enter' && !this.#trainer?.busy) void this.run();
    };
    go.disabled = seed.disabled = false;
  }

  disconnectedCallback(): void {
    this.#trainer?.end();
    this.#trainer = null;
  }

  /** Trains from the first step. The promise is kept when the run has ended, by itself or by Stop. */
  run(): Promise<{ loss: number; baseline: number }> {
    this.#trainer?.end();
    this.#settle();
    const seed = this.#seed();
    this.#run = null;
    this.#streams = 0;
    this.#part('more').hidden = true;
    this.#part('go').textContent = 'Stop';
    this.#say('progress', 'Loading …');
    this.#say('status', 'Training has started.');
    this.#trainer = new Trainer(seed, { tell: (message) => this.#hear(message, seed) });
    return new Promise((resolve) => {
      this.#ended = resolve;
    });
  }

  #hear(message: Tell, seed: number): void {
    if (message.type === 'open') this.#run = { seed, opening: message.opening, moments: [] };
    if (message.type === 'open') this.#say('host', host(message.opening, message.simd));
    if (message.type === 'moment') this.#advance(message.moment, message.seconds);
    if (message.type === 'done') this.#finish();
    if (message.type === 'more') this.#more(message.names);
    if (message.type === 'failed') this.#fail(message.message);
  }

  #advance(moment: Moment, seconds: number): void {
    if (!this.#run) return;
    this.#run = { ...this.#run, moments: [...this.#run.moments, moment] };
    const rate = moment.step > 0 ? `, ${Math.round(moment.step / seconds)} steps a second` : '';
    this.#say('progress', `Step ${moment.step} of ${recipe.steps}${rate}`);
    if (moment.step % this.#drawEvery === 0) this.#draw();
    if (moment.step === recipe.steps / 2) this.#say('status', `Half way. ${describe(this.#run)}`);
  }

  /** Readers who asked for less motion see fewer, larger steps. */
  get #drawEvery(): number {
    return matchMedia('(prefers-reduced-motion: reduce)').matches ? 2 * MEASURE_EVERY : 1;
  }

  #draw(): void {
    if (!this.#run) return;
    this.#part('chart').innerHTML = chart(this.#run);
    this.#part('legend').innerHTML = legend(this.#run);
    this.#part('names').innerHTML = nameRows(this.#run);
    this.#part('new').innerHTML = newNames(this.#run);
  }

  #finish(): void {
    this.#draw();
    this.#part('more').hidden = false;
    this.#rest(`${this.#part('progress').textContent}. Done.`);
    this.#say('status', this.#run ? `Done. ${describe(this.#run)}` : '');
  }

  #stop(): void {
    this.#trainer?.end();
    this.#draw();
    this.#rest(`Stopped at step ${this.#run ? stepOf(this.#run) : 0}.`);
    this.#say('status', 'Stopped.');
  }

  #fail(message: string): void {
    this.#trainer?.end();
    this.#rest(`It cannot run in this browser: ${message}`);
    this.#say('status', 'The training could not run.');
  }

  #rest(progress: string): void {
    this.#part('go').textContent = 'Train again';
    this.#say('progress', progress);
    this.#settle();
  }

  /** Keeps the promise of the run that has ended. */
  #settle(): void {
    const loss = (this.#run && heldOutLoss(this.#run)) ?? Number.NaN;
    this.#ended?.({ loss, baseline: this.#run?.opening.baseline ?? Number.NaN });
    this.#ended = null;
  }

  #more(names: Parameters<typeof newAmong>[0]): void {
    const row = document.createElement('tr');
    row.innerHTML = `<th scope="row">more</th><td>${names.map(nameHTML).join(' ')}</td>`;
    this.#part('names').append(row);
    this.#say('new', newAmong(names, this.#run?.opening.count ?? 0));
    this.#say('status', names.map(({ name }) => name).join(', '));
  }

  #seed(): number {
    const field = this.#part('seed');
    const seed = Math.trunc(Number(field.value));
    const good = field.value.trim() !== '' && seed >= 0 && seed <= LAST_SEED ? seed : FIRST_SEED;
    field.value = String(good);
    return good;
  }

  #say(part: Part, text: string): void {
    this.#part(part).textContent = text;
  }

  #part<P extends Part>(name: P): P extends 'seed' ? HTMLInputElement : HTMLButtonElement {
    // the page's HTML is figure.ts's, which has each part once
    return this.querySelector(`[data-part="${name}"]`)!;
  }
}
