import type { Host } from '../shared/protocol.ts';
import { badgeText, guess } from './badge-text.ts';

/** Says on what this page computes, as far as it is known: guessed from the browser, then as the worker found it. */
export function badge(): { readonly element: HTMLElement; readonly tell: (host: Host) => void } {
  const element = Object.assign(document.createElement('details'), { className: 'zg-badge' });
  const summary = document.createElement('summary');
  const words = Object.assign(document.createElement('div'), { className: 'zg-badge-words', tabIndex: -1 });
  element.append(summary, words);
  const say = ({ short, long }: ReturnType<typeof badgeText>) => {
    summary.textContent = short;
    words.replaceChildren(...long.map((text) => Object.assign(document.createElement('p'), { textContent: text })));
  };
  closeByItself(element, summary);
  say(badgeText(guess(), surroundings()));
  return { element, tell: (host) => say(badgeText(host, surroundings())) };
}

/** The words lie over the text: Escape, or going elsewhere, puts them away. */
function closeByItself(element: HTMLDetailsElement, summary: HTMLElement): void {
  element.addEventListener('keydown', ({ key }) => {
    if (key !== 'Escape' || !element.open) return;
    element.open = false;
    summary.focus();
  });
  element.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && element.contains(relatedTarget))) element.open = false;
  });
}

function surroundings(): { secure: boolean; serviceWorker: boolean } {
  return { secure: globalThis.isSecureContext, serviceWorker: 'serviceWorker' in navigator };
}
