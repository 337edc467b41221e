/** Shows a reader something that went wrong, at the foot of the window, until it is closed. */
export function notice(text: string): void {
  const list = place();
  if ([...list.querySelectorAll('p')].some((shown) => shown.textContent === text)) return;
  const box = document.createElement('div');
  box.className = 'zg-notice';
  const close = Object.assign(document.createElement('button'), {
    type: 'button',
    className: 'zg-button',
    textContent: 'Close',
  });
  close.addEventListener('click', () => box.remove());
  box.append(Object.assign(document.createElement('p'), { textContent: text }), close);
  list.append(box);
}

function place(): HTMLElement {
  const there = document.querySelector<HTMLElement>('body > .zg-notices');
  if (there) return there;
  const list = Object.assign(document.createElement('div'), { className: 'zg-notices' });
  list.setAttribute('role', 'status');
  document.body.append(list);
  return list;
}
