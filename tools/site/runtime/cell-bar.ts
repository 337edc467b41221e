import { button } from './button.ts';

/** What the buttons of a cell do. */
export interface CellActions {
  run(): void;
  stop(): void;
  reset(): void;
  share(): void;
}

/** The strip below a cell's code: its buttons and how it stands. */
export class CellBar {
  readonly element: HTMLElement = document.createElement('div');
  readonly #status: HTMLElement = document.createElement('span');
  readonly #run: HTMLButtonElement;
  readonly #stop: HTMLButtonElement;
  readonly #reset: HTMLButtonElement;
  #ticking: ReturnType<typeof setInterval> | undefined;

  constructor(name: string, actions: CellActions) {
    this.#run = button('run', 'Run', `Run ${name}`, actions.run);
    this.#run.title = 'Run (Shift+Enter)';
    this.#stop = button('stop', 'Stop', `Stop ${name}`, actions.stop);
    this.#reset = button('reset', 'Reset', `Reset ${name} to the lesson's code`, actions.reset);
    this.#status.className = 'zg-status';
    const share = button('share', 'Share', `Share ${name} as a link`, actions.share);
    this.element.className = 'zg-bar';
    this.element.append(this.#run, this.#stop, this.#status, this.#reset, share);
    this.#stop.hidden = true;
    this.#reset.hidden = true;
  }

  /** Whether there is something of the reader's own to reset. */
  set resets(resets: boolean) {
    if (!resets && document.activeElement === this.#reset) this.#run.focus();
    this.#reset.hidden = !resets;
  }

  /** Says how the cell stands. */
  say(text: string): void {
    clearInterval(this.#ticking);
    this.#status.textContent = text;
  }

  /** Says for how long the cell runs, and calls `each` once a second. */
  tick(each: (seconds: number) => void): void {
    const since = performance.now();
    this.say('running');
    this.#ticking = setInterval(() => {
      const seconds = Math.round((performance.now() - since) / 1000);
      this.#status.textContent = `running, ${seconds} s`;
      each(seconds);
    }, 1000);
  }

  /** While a cell runs or waits, Stop stands where Run stood, and has the focus if Run had it. */
  set busy(busy: boolean) {
    const [from, to] = busy ? [this.#run, this.#stop] : [this.#stop, this.#run];
    const focused = document.activeElement === from;
    to.hidden = false;
    if (focused) to.focus({ preventScroll: true });
    from.hidden = true;
  }
}
