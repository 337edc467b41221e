import type { Shown } from '../shared/protocol.ts';
import { cutItem } from './cut-item.ts';
import { Tail } from './tail.ts';

/** What a stream needs of its surroundings. */
export interface StreamOptions {
  readonly send: (items: readonly Shown[]) => void;
  /** Milliseconds of some clock. */
  readonly now?: () => number;
  readonly later?: (f: () => void, ms: number) => void;
  /** Numbers of places that are replaced. */
  readonly newSlot: () => number;
}

/** Items at the start of a cell that are shown as they are. */
export const headItems = 500;
/** Characters of text there. */
export const headCharacters = 100_000;
/** Milliseconds between two messages, once a cell shows much. */
const pause = 50;
/** The same, once only its last lines are shown. */
const longPause = 250;
/** Messages in such a time that are sent at once, so that what stands before a loop without end is seen. */
const atOnce = 64;

/**
 * What one cell shows on its way to the page: the first items one by one, of the others the last lines and how many were
 * left out, so that a cell which prints a million lines neither floods the page nor fills the memory.
 */
export class Stream {
  readonly #options: Required<StreamOptions>;
  readonly #slots = new Set<number>();
  #tail: Tail | undefined;
  #items = 0;
  #characters = 0;
  #waiting: Shown[] = [];
  #windowStart = -Infinity;
  #sentInWindow = 0;
  #timer = false;

  constructor({ now = () => performance.now(), later = (f, ms) => void setTimeout(f, ms), ...options }: StreamOptions) {
    this.#options = { now, later, ...options };
  }

  add(item: Shown): void {
    const { slot } = item;
    if (slot !== undefined && this.#slots.has(slot)) this.#replace(cutItem(item));
    else if (this.#items < headItems && this.#characters < headCharacters) this.#begin(cutItem(item));
    else {
      this.#tail ??= new Tail(this.#options.newSlot);
      this.#tail.add(item);
    }
    this.#sendSoon();
  }

  /** Sends all that waits. */
  flush(): void {
    const items = [...this.#waiting, ...(this.#tail?.items() ?? [])];
    this.#waiting = [];
    if (items.length > 0) this.#options.send(items);
  }

  #begin(item: Shown): void {
    if (item.slot !== undefined) this.#slots.add(item.slot);
    this.#items++;
    this.#characters += item.bundle['text/plain']?.length ?? 0;
    this.#waiting.push(item);
  }

  #replace(item: Shown): void {
    this.#waiting = this.#waiting.filter(({ slot }) => slot !== item.slot || slot === undefined);
    this.#waiting.push(item);
  }

  /** At once where little was sent lately, also out of a loop that never lets a timer in; else with the next. */
  #sendSoon(): void {
    const { now, later } = this.#options;
    const time = now();
    const wait = this.#tail ? longPause : pause;
    if (time - this.#windowStart > wait) {
      this.#windowStart = time;
      this.#sentInWindow = 0;
    }
    if (this.#sentInWindow === 0 || (this.#tail === undefined && this.#sentInWindow < atOnce)) {
      this.#sentInWindow++;
      this.flush();
    } else if (!this.#timer) {
      this.#timer = true;
      later(() => {
        this.#timer = false;
        this.flush();
      }, wait);
    }
  }
}
