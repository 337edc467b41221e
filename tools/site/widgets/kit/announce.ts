import { html } from './elements.ts';

/** A line that says in words what is to be seen. */
export interface Announcer {
  readonly element: HTMLElement;
  /** Shows the text at once, and lets screen readers say it when it has not changed for a moment. */
  say(text: string): void;
  stop(): void;
}

/** How long a text must stay before it is said, in milliseconds: dragging would flood a reader's ears. */
export const settled = 700;

export function announcer(): Announcer {
  const shown = html('p', { class: 'zgw-says', 'aria-hidden': 'true' });
  const spoken = html('p', { class: 'zgw-spoken', role: 'status', 'aria-live': 'polite' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  return {
    element: html('div', {}, shown, spoken),
    say(text) {
      shown.textContent = text;
      clearTimeout(timer);
      if (first) {
        spoken.textContent = text; // there when it is looked for, and not announced: nothing has happened yet
        first = false;
      } else timer = setTimeout(() => (spoken.textContent = text), settled);
    },
    stop: () => clearTimeout(timer),
  };
}
