import { notice } from './notice.ts';
import { keys, read, remove, write } from './store.ts';

const prefix = 'zg:running:';
const key = `${prefix}${Math.random().toString(36).slice(2)}`;
let alive = false;

/** Notes that a cell runs. A cell that eats all memory takes the whole tab with it, and only the next page can say so. */
export function markRun(cell: string): void {
  if (!alive) {
    alive = true;
    // held for as long as this tab lives: other tabs tell by it that the mark is no crash's
    void navigator.locks?.request(key, () => new Promise(() => {}));
    addEventListener('pagehide', unmarkRun);
  }
  write(key, cell, { mark: true });
}

/** Notes that it has ended. */
export function unmarkRun(): void {
  remove(key);
}

/** Says which cell ran when a tab of this site died. */
export async function tellCrash(): Promise<void> {
  for (const mark of keys(prefix)) {
    if (mark === key || (await isHeld(mark))) continue;
    const cell = read(mark);
    remove(mark);
    notice(
      `This page ended while the cell “${cell}” ran, perhaps for want of memory. Your code is kept; it has not been run again.`,
    );
  }
}

async function isHeld(name: string): Promise<boolean> {
  const locks = navigator.locks;
  if (!locks) return false;
  return locks.request(name, { ifAvailable: true }, (lock) => lock === null);
}
