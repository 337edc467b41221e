/** The list of all exercises with what was reached; the list itself is in the page, the rest comes when it is shown. */
export class ZgProgress extends HTMLElement {
  #end: (() => void) | undefined;

  connectedCallback(): void {
    void import('./progress-page.ts').then(({ openProgressPage }) => {
      if (this.isConnected && !this.#end) this.#end = openProgressPage(this);
    });
  }

  disconnectedCallback(): void {
    this.#end?.();
    this.#end = undefined;
  }
}
