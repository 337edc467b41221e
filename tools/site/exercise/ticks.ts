import { onProgress, stateOf } from './progress.ts';

const words = { new: '', tried: 'begun', passed: 'passed' } as const;

/** Marks links to exercises (`<a data-exercise="linalg/norm">`, and those of the sidebar) with how far the reader is. */
export function showTicks(root: ParentNode = document): void {
  for (const link of root.querySelectorAll<HTMLAnchorElement>('.VPSidebar a[href*="/exercises/"]')) {
    const [, id] = /\/exercises\/([^/]+\/[^/]+?)(?:\.html)?$/.exec(link.pathname) ?? [];
    if (id !== undefined) link.dataset.exercise = id;
  }
  for (const link of root.querySelectorAll<HTMLElement>('a[data-exercise]')) {
    const state = stateOf(link.dataset.exercise ?? '');
    if (link.dataset.state === state) continue;
    link.dataset.state = state;
    if (words[state]) link.setAttribute('aria-description', words[state]);
    else link.removeAttribute('aria-description');
  }
}

/** Keeps the marks of the page up to date. */
export function keepTicks(): void {
  showTicks();
  onProgress(() => showTicks());
}
