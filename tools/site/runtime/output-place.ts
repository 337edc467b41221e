/** Where a cell's output stands; made where the page has none. */
export function outputPlace(cell: HTMLElement, title: string): HTMLElement {
  const there = cell.querySelector<HTMLElement>('.zg-output');
  const place = there ?? Object.assign(document.createElement('div'), { className: 'zg-output' });
  if (!there) cell.append(place);
  reachable(place, `Output of ${title}`);
  return place;
}

/** What is wider or higher than its place can be scrolled by keys: Tab reaches it. */
function reachable(place: HTMLElement, label: string): void {
  const look = () => {
    if (place.scrollWidth > place.clientWidth || place.scrollHeight > place.clientHeight) {
      place.tabIndex = 0;
      if (!place.hasAttribute('role')) place.setAttribute('role', 'region');
      place.setAttribute('aria-label', label);
    } else place.removeAttribute('tabindex');
  };
  new ResizeObserver(look).observe(place);
  new MutationObserver(() => requestAnimationFrame(look)).observe(place, { childList: true });
}
