import type { CellError, Shown } from '../shared/protocol.ts';
import { errorBox } from './error-box.ts';
import { render } from './render.ts';
import { trimLines } from './trim-lines.ts';

/** What an output needs to know of its cell. */
export interface OutputOptions {
  /** Its name for those who cannot see it. */
  readonly label: string;
  /** Text for a picture that the cell draws: the page's own, where the code is the page's own. */
  readonly alt: () => string | undefined;
  /** Puts the caret to a line of the cell. */
  readonly onLine: (line: number, column?: number) => void;
}

/** Where a cell shows what it prints. Until the first run it holds what the page promises. */
export class Output {
  readonly #host: HTMLElement;
  readonly #options: OutputOptions;
  #entries: Entry[] = [];
  #lines: HTMLElement | undefined;
  #fresh = false;
  #announced = 0;

  constructor(host: HTMLElement, options: OutputOptions) {
    this.#host = host;
    this.#options = options;
    host.setAttribute('role', 'log');
    host.setAttribute('aria-label', options.label);
  }

  /** A run begins: what stands there stays, dimmed, until something new comes, so that the page does not jump. */
  begin(): void {
    this.#fresh = false;
    this.#announced = 0;
    this.#entries = [];
    this.#lines = undefined;
    this.#host.setAttribute('aria-live', 'polite');
    this.#host.dataset.from = 'before';
  }

  /** Adds what the cell shows; what comes under a slot that is there already takes its place. */
  show(items: readonly Shown[]): void {
    this.#clear();
    for (const item of items) this.#add(item);
  }

  /** The run is over. */
  end(error?: CellError): void {
    this.#clear();
    if (!error) return;
    this.#entries.push({ text: `${error.name}: ${error.message}` });
    this.#host.append(errorBox(error, this.#options.onLine));
    this.#lines = undefined;
  }

  /** What it printed, as an `output` block of the lesson would hold it. */
  get plain(): string {
    const texts = this.#entries.map(({ text }) => text).filter((text) => text !== undefined);
    return trimLines(texts.join('\n'));
  }

  #add(item: Shown): void {
    const { bundle, level, slot, note } = item;
    const text = note ? undefined : plainOf(bundle);
    if (slot === undefined && !note && isLines(bundle)) {
      this.#print(bundle['text/plain'] ?? '', level);
      this.#entries.push({ text });
      return;
    }
    const before = slot === undefined ? undefined : this.#entries.find((entry) => entry.slot === slot);
    const place = render(bundle, { alt: this.#options.alt(), note: note === true, level, before: before?.place });
    if (before) {
      if (before.place !== place) before.place?.replaceWith(place);
      Object.assign(before, { text, place });
      return;
    }
    this.#host.append(place);
    this.#lines = undefined;
    this.#entries.push({ text, slot, place });
  }

  /** Lines of text follow each other in one block. */
  #print(text: string, level: Shown['level']): void {
    if (this.#lines) this.#lines.append('\n');
    else {
      this.#lines = Object.assign(document.createElement('pre'), { className: 'zg-text' });
      this.#host.append(this.#lines);
    }
    this.#lines.append(level ? marked(text, level) : text);
    this.#announced += text.length;
    if (this.#announced > announcedAtMost) this.#host.setAttribute('aria-live', 'off');
  }

  #clear(): void {
    if (this.#fresh) return;
    this.#fresh = true;
    this.#host.replaceChildren();
    this.#host.dataset.from = 'run';
  }
}

/** Characters that are read out while a cell prints; the rest is there to be read. */
const announcedAtMost = 1000;

interface Entry {
  text: string | undefined;
  slot?: number | undefined;
  place?: Element;
}

const isPicture = (bundle: Shown['bundle']) => 'image/svg+xml' in bundle || 'image/png' in bundle;

const isLines = (bundle: Shown['bundle']) => !isPicture(bundle) && !('text/html' in bundle);

/** The text that lessons compare: pictures without a text of their own have none. */
function plainOf(bundle: Shown['bundle']): string | undefined {
  return isPicture(bundle) ? bundle['text/plain'] || undefined : bundle['text/plain'];
}

function marked(text: string, level: string): HTMLElement {
  return Object.assign(document.createElement('span'), { className: `zg-${level}`, textContent: text });
}
