import { button, element } from './dom.ts';

/**
 * Guards our answer: while `mayOpen` says no, opening it asks first, in the page. The reader's wish is enough. Returns
 * what takes the question away.
 */
export function guardSolution(details: HTMLDetailsElement, mayOpen: () => boolean): () => void {
  const summary = details.querySelector('summary');
  let wished = false;
  summary?.addEventListener('click', (event) => {
    if (details.open || wished || mayOpen()) return;
    event.preventDefault();
    if (question.isConnected) return;
    details.after(question);
    question.querySelector('button')?.focus();
  });
  const answer = (yes: boolean): void => {
    question.remove();
    wished = yes;
    details.open = yes;
    summary?.focus();
  };
  const question = element(
    'div',
    { class: 'zg-question', role: 'group', 'aria-label': 'Our answer' },
    element('p', {}, 'You have not passed yet. Look anyway?'),
    button('Not yet', () => answer(false)),
    button('Show our answer', () => answer(true)),
  );
  return () => question.remove();
}
