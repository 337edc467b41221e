import { html } from './elements.ts';

/** A button with words on it. */
export function button(label: string, onPress: () => void, title?: string): HTMLButtonElement {
  const element = html('button', { type: 'button', class: 'zgw-button', title }, label);
  element.addEventListener('click', () => {
    if (element.getAttribute('aria-disabled') !== 'true') onPress();
  });
  return element;
}

/** Greys a button out and keeps it in reach of the keyboard: `disabled` would throw the focus away. */
export function enable(element: HTMLButtonElement, enabled: boolean): void {
  element.setAttribute('aria-disabled', String(!enabled));
}
