/** The highlighted code of a page, as the site's build wrote it: `<pre><code>` with a `<span class="line">` for each line. */
export class StaticCode {
  /** The `<pre>`. */
  readonly element: HTMLElement;
  /** The `<code>`, whose text is the source. */
  readonly code: HTMLElement;
  readonly original: string;
  readonly #lines: readonly Node[];

  constructor(host: HTMLElement) {
    const element = host.querySelector('pre');
    if (!element) throw new Error('Cannot make code editable: found no <pre> in it');
    this.element = element;
    this.code = element.querySelector('code') ?? element;
    this.original = this.code.textContent.replace(/\n$/, '');
    this.#lines = [...this.code.querySelectorAll('.line')];
  }

  /** Makes it a place that Tab reaches, with a name and a text that says which keys do what. */
  name(label: string, describedBy: string): void {
    this.element.tabIndex = 0;
    this.element.setAttribute('role', 'group');
    this.element.setAttribute('aria-label', label);
    this.element.setAttribute('aria-describedby', describedBy);
  }

  /** Shows other code. Lines that stand in the page keep their colours. */
  show(code: string): void {
    const painted = new Map(this.#lines.map((line) => [line.textContent ?? '', line]));
    const lines = code.split('\n').map((text, i) => {
      const same = this.#lines[i]?.textContent === text ? this.#lines[i] : painted.get(text);
      const line = same?.cloneNode(true) ?? Object.assign(document.createElement('span'), { textContent: text });
      (line as HTMLElement).className = 'line'; // both are elements
      return line;
    });
    this.code.replaceChildren(...lines.flatMap((line, i) => (i === 0 ? [line] : ['\n', line])));
  }

  /** Marks one line as wrong, or none. */
  mark(line?: number): void {
    this.code.querySelectorAll('.line').forEach((span, i) => {
      span.classList.toggle('zg-error-line', i + 1 === line);
    });
  }
}
