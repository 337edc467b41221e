import { defineExercise } from '../exercise/exercise.ts';
import { showTicks } from '../exercise/ticks.ts';
import { CellElement } from './cell.ts';
import { LessonElement } from './lesson-bar.ts';
import { setBase } from './manifest.ts';
import { notice } from './notice.ts';
import { openLink } from './open-link.ts';
import { keys, onStorageProblem } from './store.ts';
import { watchWidgets } from './widgets.ts';

/** Brings the page to life, and each page after it. `base` is the site's path, such as `/`. */
export function start({ base }: { readonly base: string }): void {
  const { dataset } = document.documentElement;
  if (dataset.zg === 'ready') return;
  setBase(base);
  customElements.define('zg-lesson', LessonElement);
  customElements.define('zg-cell', CellElement);
  defineExercise();
  onStorageProblem(notice);
  if (keys('zg:running:').length > 0) void import('./crash-mark.ts').then(({ tellCrash }) => tellCrash());
  watchPages();
  addEventListener('hashchange', () => void openLink());
  dataset.zg = 'ready';
}

/** Tends to a page when it is there and whenever its contents change; what a cell prints is no such change. */
function watchPages(): void {
  let lesson: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tend = () => {
    watchWidgets();
    showTicks();
    const now = document.querySelector<HTMLElement>('zg-cell')?.dataset.lesson;
    if (now !== undefined && now !== lesson) void openLink();
    lesson = now;
  };
  new MutationObserver((records) => {
    const own = ({ target }: MutationRecord) =>
      target instanceof Element && target.closest('zg-cell, zg-exercise, .zg-widget');
    if (records.every(own)) return;
    clearTimeout(timer);
    timer = setTimeout(tend, 50);
  }).observe(document.body, { childList: true, subtree: true });
  tend();
}
