let region: HTMLElement | undefined;

/** Says a short text to those who listen to the page: one place for all cells, so that nothing is said twice. */
export function announce(text: string): void {
  if (!region?.isConnected) {
    region = Object.assign(document.createElement('div'), { className: 'zg-announce' });
    region.setAttribute('role', 'status');
    document.body.append(region);
  }
  region.textContent = text;
}
