/** A button with a visible word and a whole name, such as `Run cell length`. */
export function button(action: string, word: string, name: string, act: () => void): HTMLButtonElement {
  const element = document.createElement('button');
  element.type = 'button';
  element.className = `zg-button zg-${action}`;
  element.dataset.action = action;
  element.textContent = word;
  element.setAttribute('aria-label', name);
  element.addEventListener('click', act);
  return element;
}
