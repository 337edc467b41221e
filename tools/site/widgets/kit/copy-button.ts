import { button } from './button.ts';

/** A button that puts a text into the clipboard, and says on itself whether that worked. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const element = button(label, () => {
    navigator.clipboard.writeText(text()).then(
      () => tell('Copied'),
      () => tell('Not copied'),
    );
  });
  const tell = (word: string): void => {
    element.textContent = word;
    clearTimeout(timer);
    timer = setTimeout(() => (element.textContent = label), 2000);
  };
  return element;
}
