import { button } from './dom.ts';

/**
 * The ladder of hints: each press of the button shows one more. `taken` are shown from the start, folded; `onTaken` hears
 * how many there are now.
 */
export function hintLadder(
  hints: readonly HTMLDetailsElement[],
  taken: number,
  onTaken: (count: number) => void,
): HTMLButtonElement {
  let shown = 0;
  const show = (count: number): void => {
    shown = Math.min(count, hints.length);
    for (const [i, hint] of hints.entries()) hint.hidden = i >= shown;
    press.textContent = shown === hints.length ? 'No more hints' : `Hint ${shown + 1} of ${hints.length}`;
    press.setAttribute('aria-disabled', String(shown === hints.length));
  };
  const press = button('', () => {
    const next = hints[shown];
    if (!next) return;
    show(shown + 1);
    next.open = true;
    onTaken(shown);
  });
  press.hidden = hints.length === 0;
  show(taken);
  return press;
}
