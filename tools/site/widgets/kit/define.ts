import type { About, Labels } from './about.ts';
import { announcer } from './announce.ts';
import { html, newId } from './elements.ts';

/** The places of a piece, and its voice. */
export interface Frame {
  /** All of it. */
  readonly element: HTMLElement;
  /** The picture. */
  readonly stage: HTMLElement;
  /** Values and controls: beside the picture, below it on phones. */
  readonly panel: HTMLElement;
  /** Below both, over the whole width; empty where a piece has nothing to put there. */
  readonly foot: HTMLElement;
  /** Says in words what is to be seen now: at once in the page, and to screen readers once it settles. */
  say(text: string): void;
  /** Called when the element leaves the page: stop what runs. */
  onLeave(stop: () => void): void;
}

/** A piece: what is known of it, and the function that fills its frame. */
export interface Piece<Options> {
  readonly about: About<Options>;
  build(frame: Frame, options: Options & Labels): void;
}

/**
 * Defines the custom element. It reads `data-options`, and puts the piece in place of the static sentence; where the
 * options are wrong the sentence stays and the error stands below it.
 */
export function define<Options>(tag: `zg-${string}`, piece: Piece<Options>): void {
  if (customElements.get(tag)) return; // a page that loads the module twice
  customElements.define(
    tag,
    class extends HTMLElement {
      #leave: (() => void)[] = [];

      connectedCallback(): void {
        if (this.dataset.state) return; // moved within the page
        this.classList.add('zg-widget');
        try {
          const options = piece.about.read(JSON.parse(this.dataset.options || '{}'));
          const frame = frameOf(options, (stop) => this.#leave.push(stop));
          piece.build(frame, options);
          this.replaceChildren(frame.element);
          this.dataset.state = 'ready';
        } catch (error) {
          this.dataset.state = 'failed';
          this.append(html('p', { class: 'zgw-refusal', role: 'alert' }, String(error)));
        }
      }

      disconnectedCallback(): void {
        for (const stop of this.#leave) stop();
      }
    },
  );
}

function frameOf({ title, try: invitation }: Labels, onLeave: Frame['onLeave']): Frame {
  const [titled, tried] = [newId(), newId()];
  const stage = html('div', { class: 'zgw-stage' });
  const panel = html('div', { class: 'zgw-panel' });
  const foot = html('div', { class: 'zgw-foot' });
  const voice = announcer();
  onLeave(() => voice.stop());
  const element = html(
    'div',
    { class: 'zg-frame', role: 'group', 'aria-labelledby': titled, 'aria-describedby': tried },
    html('p', { class: 'zgw-title', id: titled }, title),
    html('p', { class: 'zgw-try', id: tried }, invitation),
    html('div', { class: 'zgw-body' }, stage, panel, foot),
    voice.element,
  );
  return { element, stage, panel, foot, say: (text) => voice.say(text), onLeave };
}
