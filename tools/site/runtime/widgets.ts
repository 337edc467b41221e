import { manifest } from './manifest.ts';

const seen = new WeakSet<Element>();
let near: IntersectionObserver | undefined;

/** Loads the module of each interactive piece of the page when it comes near the screen. */
export function watchWidgets(): void {
  for (const widget of document.querySelectorAll<HTMLElement>('.zg-widget:not(:defined)')) {
    if (seen.has(widget)) continue;
    seen.add(widget);
    near ??= new IntersectionObserver(arrived, { rootMargin: '400px' });
    near.observe(widget);
  }
}

function arrived(entries: readonly IntersectionObserverEntry[], observer: IntersectionObserver): void {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    observer.unobserve(target);
    load(target).catch(() => seen.delete(target)); // its sentence stays; the next page change tries again
  }
}

async function load(widget: Element): Promise<void> {
  const { widgets } = await manifest();
  const url = widgets[widget.localName.replace(/^zg-/, '')];
  if (url) await import(/* @vite-ignore */ url);
}
