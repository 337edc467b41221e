import type { CheckResult } from '@zero-to-gpt/check';
import { CodeBox } from '../runtime/code-box.ts';
import { backups, bringBack, keepAnswer, putAway, readAnswer } from './answers.ts';
import { button, element } from './dom.ts';
import { hintLadder } from './hints.ts';
import { nowChecking, wasInterrupted } from './interrupted.ts';
import { type ExerciseState, onProgress, progress, reach, stateOf, wasChecked } from './progress.ts';
import { ZgProgress } from './progress-element.ts';
import type { Shows } from './show-check.ts';
import { guardSolution } from './solution.ts';
import { keepTicks } from './ticks.ts';

/** Defines `<zg-exercise>` and `<zg-progress>`, and marks the links to exercises. */
export function defineExercise(): void {
  if (customElements.get('zg-exercise')) return;
  customElements.define('zg-exercise', ZgExercise);
  customElements.define('zg-progress', ZgProgress);
  keepTicks();
}

const stateWords: Readonly<Record<ExerciseState, string>> = { new: '', tried: 'begun', passed: '✓ passed' };

/** An exercise in the page: the stub to fill, its check, hints one by one, our answer after effort. */
export class ZgExercise extends HTMLElement {
  readonly #state: HTMLElement = element('span', { class: 'zg-state' });
  readonly #said: HTMLElement = element('p', { class: 'zg-hidden', role: 'status' });
  readonly #result: HTMLElement = element('div', { class: 'zg-answer' });
  readonly #check: HTMLButtonElement = button('Check', () => this.#pressed());
  readonly #reset: HTMLButtonElement = button('Reset', () => this.#putStub());
  readonly #back: HTMLButtonElement = button('Bring back an earlier answer', () => this.#bringBack());
  #box: CodeBox | undefined;
  #running: AbortController | undefined;
  #forget: (() => void) | undefined;
  #guard: (() => void) | undefined;
  #checks: Promise<typeof import('./show-check.ts')> | undefined;

  connectedCallback(): void {
    this.#box ??= this.#build();
    this.#forget = onProgress(() => this.#refresh());
    this.#refresh();
    this.dataset.ready = '';
  }

  disconnectedCallback(): void {
    this.#running?.abort();
    this.#forget?.();
    void this.#checks?.then(
      ({ checker }) => checker.end(),
      () => {},
    );
  }

  /** `chapter/id`. */
  get exercise(): string {
    return this.dataset.exercise ?? '';
  }

  /** How far the reader is. */
  get state(): ExerciseState {
    return stateOf(this.exercise);
  }

  /** What stands in the editor. */
  get code(): string {
    return this.#box?.code ?? '';
  }

  set code(code: string) {
    if (!this.#box) return;
    this.#box.code = code;
    this.#changed(code);
  }

  /** Runs the check on the code and shows its answer. A check that still runs is stopped. */
  async check(): Promise<CheckResult> {
    this.#running?.abort();
    const running = new AbortController();
    this.#running = running;
    this.#mark(true);
    try {
      this.#checks ??= import('./show-check.ts');
      const { showCheck } = await this.#checks;
      const shows = await showCheck({
        ...{ exercise: this.exercise, code: this.code, into: this.#result, signal: running.signal },
        goTo: ({ line, column }) => void this.#box?.show(line, column),
      });
      if (this.#running === running) this.#answered(shows);
      return shows.result;
    } catch (error) {
      this.#checks = undefined; // the next press loads it again
      this.#tell('The check could not be loaded. Look at the connection, then check again.');
      throw error;
    } finally {
      if (this.#running === running) {
        this.#running = undefined;
        this.#mark(false);
      }
    }
  }

  /** Checks, or stops the check that runs; what goes wrong has been told. */
  #pressed(): void {
    if (this.#running) this.#running.abort();
    else this.check().catch(() => {});
  }

  #mark(running: boolean): void {
    nowChecking(running ? this.exercise : null);
    this.#check.textContent = running ? 'Stop' : 'Check';
    this.#result.setAttribute('aria-busy', String(running));
    if (running) this.#said.textContent = '';
  }

  #answered({ result: { failure }, spoken, place }: Shows): void {
    this.#box?.markError(failure && place ? { ...place, message: failure.message } : null);
    this.#said.textContent = spoken;
    wasChecked(this.exercise, !failure);
  }

  /** Says something in place of an answer. */
  #tell(words: string): void {
    this.#result.replaceChildren(element('p', { class: 'zg-more' }, words));
    this.#said.textContent = words;
  }

  #build(): CodeBox {
    const [host, after] = [this.querySelector<HTMLElement>('.zg-code'), this.querySelector('.zg-hints')];
    if (!host) throw new Error(`Cannot show exercise ${this.exercise}: its page has no code`);
    const title = this.querySelector('.zg-title') ?? element('p', { class: 'zg-title' }, this.dataset.title ?? '');
    if (!title.isConnected) this.prepend(title);
    title.append(' ', this.#state);
    const box = new CodeBox(host, {
      label: `Your answer to ${this.dataset.title ?? this.exercise}`,
      onChange: (code) => this.#changed(code),
      onRun: () => void this.check().catch(() => {}),
      onProblem: (problem) => this.#tell(problem),
    });
    const kept = readAnswer(this.exercise);
    if (kept !== null) box.code = kept;
    this.#check.className = 'zg-check';
    this.#check.title = 'Shift+Enter in the code';
    const hints = [...this.querySelectorAll<HTMLDetailsElement>('.zg-hint')];
    const taken = progress().exercises[this.exercise]?.hints ?? 0;
    const hint = hintLadder(hints, taken, (count) => {
      this.#said.textContent = `Hint ${count} of ${hints.length} is open below.`;
      reach(this.exercise, (before) => ({ ...before, hints: Math.max(count, before.hints ?? 0) }));
    });
    const tools = element('div', { class: 'zg-tools' }, this.#check, hint, this.#reset, this.#back);
    host.after(tools, this.#said, this.#result);
    if (!after) this.#result.after(...hints);
    const solution = this.querySelector<HTMLDetailsElement>('details.zg-solution');
    this.#guard = solution ? guardSolution(solution, () => this.state === 'passed') : undefined;
    if (wasInterrupted(this.exercise))
      this.#tell('The page ended while this was checked, perhaps for want of memory. Your code is kept.');
    return box;
  }

  #changed(code: string): void {
    const box = this.#box;
    if (!box) return;
    keepAnswer(this.exercise, code === box.original ? null : code);
    box.markError(null);
    this.#refresh();
  }

  #putStub(): void {
    const box = this.#box;
    if (!box || box.code === box.original) return;
    putAway(this.exercise, box.code);
    this.code = box.original;
    this.#tell('The stub is back. What you wrote is kept.');
    this.#back.focus(); // the button that had the focus is gone
  }

  #bringBack(): void {
    const box = this.#box;
    const code = box && bringBack(this.exercise, box.code === box.original ? null : box.code);
    if (code === undefined) return;
    this.code = code;
    this.#said.textContent = 'An earlier answer is back.';
    if (this.#back.hidden) this.#check.focus();
  }

  /** Shows how far the reader is, and what another tab wrote where nothing is being written here. */
  #refresh(): void {
    const box = this.#box;
    if (!box) return;
    const code = readAnswer(this.exercise) ?? box.original;
    if (code !== box.code && !this.contains(document.activeElement)) box.code = code;
    const { state } = this;
    this.dataset.state = state;
    this.#state.textContent = stateWords[state];
    this.#state.dataset.state = state;
    this.#reset.hidden = box.code === box.original;
    this.#back.hidden = backups(this.exercise).length === 0;
    if (state === 'passed') this.#guard?.();
    for (const part of this.querySelectorAll<HTMLElement>('.zg-after, .zg-next')) part.hidden = state !== 'passed';
  }
}
