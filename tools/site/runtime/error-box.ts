import type { CellError } from '../shared/protocol.ts';

/** An error as a reader sees it: name, message, the line as a button that goes there, and what to do. */
export function errorBox(
  { name, message, line, column, cure }: CellError,
  onLine: (line: number, column?: number) => void,
): HTMLElement {
  const box = element('div', 'zg-error');
  const text = element('p', 'zg-error-text');
  text.append(element('strong', 'zg-error-name', name), `: ${message}`);
  box.append(text);
  if (line !== undefined) {
    const go = Object.assign(element('button', 'zg-button zg-error-line-button', `Go to line ${line}`), {
      type: 'button',
    });
    go.addEventListener('click', () => onLine(line, column));
    box.append(go);
  }
  if (cure) box.append(element('p', 'zg-error-cure', cure));
  return box;
}

function element(tag: string, className: string, text = ''): HTMLElement {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}
