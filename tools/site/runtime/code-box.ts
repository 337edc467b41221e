import type { Editor, EditorOptions, Mark } from '../editor/main.ts';
import { caretOffset } from './caret.ts';
import { manifest } from './manifest.ts';
import { StaticCode } from './static-code.ts';

/** Options of a `CodeBox`: the editor's, and what to do where the editor cannot be loaded. */
export interface CodeBoxOptions extends Omit<EditorOptions, 'describedBy'> {
  /** Hears, in words for a reader, that the editor could not be loaded. */
  readonly onProblem?: (problem: string) => void;
}

/** Code of the page that becomes an editor when a reader clicks into it or presses Enter on it. */
export class CodeBox {
  /** The code as the page holds it. */
  readonly original: string;
  readonly #host: HTMLElement;
  readonly #options: CodeBoxOptions;
  readonly #static: StaticCode;
  readonly #ends = new AbortController();
  #code: string;
  #editor: Editor | undefined;
  #mark: Mark | null = null;
  #opening: Promise<Editor | undefined> | undefined;

  constructor(host: HTMLElement, options: CodeBoxOptions) {
    this.#host = host;
    this.#options = options;
    this.#static = new StaticCode(host);
    this.original = this.#static.original;
    this.#code = this.original;
    this.#static.name(options.label, helpId('static'));
    host.dataset.live = '';
    const { signal } = this.#ends;
    this.#static.element.addEventListener('click', (event) => this.#clicked(event), { signal });
    this.#static.element.addEventListener('keydown', (event) => this.#pressed(event), { signal });
  }

  get code(): string {
    return this.#code;
  }

  set code(code: string) {
    if (code === this.#code) return;
    this.#code = code;
    this.#mark = null;
    if (this.#editor) this.#editor.setCode(code);
    else this.#static.show(code);
  }

  get edited(): boolean {
    return this.#code !== this.original;
  }

  /** Opens the editor and puts the caret before the character `offset`. */
  async open(offset?: number): Promise<void> {
    (await this.#open())?.focus(offset);
  }

  /** Opens the editor with the caret in a line and a column, from 1. */
  async show(line: number, column?: number): Promise<void> {
    (await this.#open())?.show(line, column);
  }

  /** Marks a line as wrong until the code changes. */
  markError(error: Mark | null): void {
    this.#mark = error;
    this.#editor?.markError(error);
    this.#static.mark(error?.line);
  }

  /** Moves the focus to the code. */
  focus(): void {
    if (this.#editor) this.#editor.focus();
    else this.#static.element.focus();
  }

  destroy(): void {
    this.#ends.abort();
    this.#editor?.destroy();
    this.#editor = undefined;
    this.#static.element.hidden = false;
  }

  #open(): Promise<Editor | undefined> {
    this.#opening ??= this.#load().catch((error: unknown) => {
      this.#opening = undefined; // the next click tries again
      const reason = error instanceof Error ? error.message : String(error);
      this.#options.onProblem?.(`The editor could not be loaded: ${reason}. The code can be read and run as it is.`);
      return undefined;
    });
    return this.#opening;
  }

  async #load(): Promise<Editor | undefined> {
    this.#host.setAttribute('aria-busy', 'true');
    try {
      const { editor: url } = await manifest();
      const { makeEditor } = (await import(/* @vite-ignore */ url)) as typeof import('../editor/main.ts');
      if (this.#ends.signal.aborted) return undefined;
      const place = document.createElement('div');
      place.className = 'zg-editor';
      const left = this.#static.element.scrollLeft;
      this.#host.append(place);
      this.#editor = makeEditor(place, this.#code, {
        ...this.#options,
        describedBy: helpId('editor'),
        onChange: (code) => {
          this.#code = code;
          this.#mark = null;
          this.#options.onChange?.(code);
        },
      });
      if (this.#mark) this.#editor.markError(this.#mark);
      this.#static.element.hidden = true;
      const scroller = place.querySelector('.cm-scroller');
      if (scroller) scroller.scrollLeft = left;
      return this.#editor;
    } finally {
      this.#host.removeAttribute('aria-busy');
    }
  }

  #clicked(event: MouseEvent): void {
    if (!document.getSelection()?.isCollapsed) return; // the reader marks text, to copy it
    void this.open(caretOffset(this.#static.code, event.clientX, event.clientY));
  }

  #pressed(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || event.target !== this.#static.element) return;
    const { onRun, onRunNext } = this.#options;
    const act =
      event.altKey || (event.shiftKey && (event.ctrlKey || event.metaKey))
        ? onRunNext
        : event.shiftKey || event.ctrlKey || event.metaKey
          ? onRun
          : () => void this.open(0);
    if (!act) return;
    event.preventDefault();
    act();
  }
}

const help = {
  static: 'Enter opens the editor. Shift+Enter runs. Alt+Enter runs and goes on to the next.',
  editor: 'Shift+Enter runs. Alt+Enter runs and goes on to the next. Tab leaves the editor. Control+] indents.',
};

/** Id of the hidden text that says which keys do what; the text is made when it is first wanted. */
function helpId(of: keyof typeof help): string {
  const id = `zg-help-${of}`;
  if (!document.getElementById(id)) {
    const text = document.createElement('p');
    Object.assign(text, { id, hidden: true, textContent: help[of] });
    document.body.append(text);
  }
  return id;
}
