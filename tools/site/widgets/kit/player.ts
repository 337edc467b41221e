import { button, enable } from './button.ts';
import { html } from './elements.ts';
import { calm } from './motion.ts';

/** Options of `player`. */
export interface PlayerOptions {
  /** Says what is stepped through, for the group's name: "Steps of the product". */
  readonly label: string;
  /** Milliseconds between two steps while it plays. */
  readonly interval: number;
  /** Goes one step on; false where that was the last. */
  step(): boolean;
  /** Goes to the end where motion is not wanted, and may take its time; default: step by step, at once. */
  toEnd?(): void;
  /** Goes one step back; without it there is no such button. */
  back?(): void;
  reset(): void;
  /** Loads what steps need and says whether it is there; asked at each press until then. Null: nothing to load. */
  prepare?(): Promise<boolean> | null;
  readonly words?: { readonly play?: string; readonly back?: string; readonly step?: string; readonly reset?: string };
}

/** Buttons that walk through steps. */
export interface Player {
  readonly element: HTMLElement;
  readonly playing: boolean;
  play(): void;
  pause(): void;
  /** Greys out what cannot be done now. */
  reach(ends: { atStart: boolean; atEnd: boolean }): void;
}

/** Play and pause, step, back, start again. Where motion is not wanted, Play goes to the end at once. */
export function player(options: PlayerOptions): Player {
  const words = { play: 'Play', back: 'Back', step: 'Step', reset: 'Reset', ...options.words };
  let timer: ReturnType<typeof setInterval> | undefined;
  const pause = (): void => {
    clearInterval(timer);
    timer = undefined;
    playButton.textContent = words.play;
  };
  const play = (): void => {
    pause();
    if (calm()) {
      if (options.toEnd) options.toEnd();
      else while (options.step());
      return;
    }
    playButton.textContent = 'Pause';
    timer = setInterval(() => {
      if (!options.step()) pause();
    }, options.interval);
    if (!options.step()) pause();
  };
  const stopped = (act: () => void) => () => {
    pause();
    act();
  };
  const prepared = (act: () => void) => () => {
    const loading = options.prepare?.() ?? null;
    if (loading === null) act();
    else void loading.then((there) => there && act());
  };
  const playButton = button(
    words.play,
    prepared(() => (timer === undefined ? play() : pause())),
  );
  playButton.classList.add('zgw-play');
  const back = options.back && button(words.back, stopped(options.back));
  const step = button(words.step, prepared(stopped(options.step)));
  const reset = button(words.reset, stopped(options.reset));
  const buttons = [playButton, ...(back ? [back] : []), step, reset];
  return {
    element: html('div', { class: 'zgw-player', role: 'group', 'aria-label': options.label }, ...buttons),
    get playing() {
      return timer !== undefined;
    },
    play,
    pause,
    reach({ atStart, atEnd }) {
      if (back) enable(back, !atStart);
      enable(reset, !atStart);
      enable(step, !atEnd);
      enable(playButton, !(atStart && atEnd)); // there is nothing to play
    },
  };
}
