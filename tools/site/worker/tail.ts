import type { Shown } from '../shared/protocol.ts';
import { cutText } from './cut-item.ts';

/** Lines at the end of a cell that are shown. */
export const tailLines = 500;
/** Characters of one of them. */
const mostOfLine = 2000;
/** Characters of all of them. */
const most = 100_000;

/** The last lines of a cell that shows more than a page can take: one place for how many are missing, one for the lines. */
export class Tail {
  readonly #note: number;
  readonly #text: number;
  /** A ring: line number n lies at n modulo its size. */
  readonly #lines: string[] = [];
  #count = 0;
  #changed = false;
  /** The last thing that is more than text. */
  #picture: Shown | undefined;
  #noted = false;

  constructor(newSlot: () => number) {
    this.#note = newSlot();
    this.#text = newSlot();
  }

  add({ bundle, slot }: Shown): void {
    const text = bundle['text/plain'];
    const picture = Object.keys(bundle).some((type) => type !== 'text/plain' && type !== 'text/html');
    if (picture) this.#picture = { bundle, ...(slot !== undefined && { slot }) };
    this.#lines[this.#count++ % tailLines] = cutText(text ?? '(a picture)', mostOfLine);
    this.#changed = true;
  }

  /** What has changed since it was last asked for. */
  items(): Shown[] {
    if (!this.#changed) return [];
    this.#changed = false;
    const lines: string[] = [];
    let size = 0;
    for (let n = this.#count - 1; n >= 0 && n >= this.#count - tailLines; n--) {
      const line = this.#lines[n % tailLines]!;
      size += line.length + 1;
      if (size > most) break;
      lines.push(line);
    }
    const missing = this.#count - lines.length;
    const note = `… ${missing.toLocaleString('en')} ${missing === 1 ? 'line is' : 'lines are'} left out here …`;
    const picture = this.#picture;
    this.#picture = undefined;
    // the note's place comes first, also while nothing is missing yet
    const first: Shown[] = missing > 0 || !this.#noted ? [this.#noteItem(missing > 0 ? note : '')] : [];
    this.#noted = true;
    const text = { bundle: { 'text/plain': lines.reverse().join('\n') }, slot: this.#text };
    return [...first, text, ...(picture ? [picture] : [])];
  }

  #noteItem(text: string): Shown {
    return { bundle: { 'text/plain': text }, slot: this.#note, note: true };
  }
}
