import { cellHost } from './cell-host.ts';
import { mimeBundle } from './mime.ts';
import { showAlone } from './show-alone.ts';

/** What `checkpoint` throws when the reader asked the cell to end. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

/**
 * Shows a value now, as the last expression of a cell is shown at its end: a picture, a table, text. Outside of cells it
 * prints.
 *
 * ```ts
 * import { display } from '@zero-to-gpt/lesson-kit/cell';
 *
 * display([1, 2, 3]); // → undefined
 * ```
 */
export function display(value: unknown): void {
  const host = cellHost();
  if (host) host.show(mimeBundle(value) ?? { 'text/plain': 'undefined' }, { value });
  else showAlone(value);
}

/**
 * A place on the page whose contents are replaced: a chart that grows while a model trains. Each call of the function
 * that it returns shows another value there, at most twelve a second; the last one always. Where a value is costly to
 * make, hand in a function: it is called only when its result will be shown.
 *
 * ```ts
 * import { live } from '@zero-to-gpt/lesson-kit/cell';
 *
 * const show = live();
 * for (let step = 1; step <= 1000; step++) show(() => `step ${step}`);
 * ```
 */
export function live(): (value: unknown) => void {
  const host = cellHost();
  const slot = ++slots;
  let shownAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let latest: unknown;

  const showLatest = (): void => {
    clearTimeout(timer);
    timer = undefined;
    host?.waiting.delete(showLatest);
    shownAt = performance.now();
    const value: unknown = typeof latest === 'function' ? latest() : latest;
    if (host) host.show(mimeBundle(value) ?? { 'text/plain': '' }, { slot, value });
    else showAlone(value, slot);
  };
  return (value) => {
    latest = value;
    const wait = shownAt + frame - performance.now();
    if (wait <= 0) showLatest();
    else {
      timer ??= setTimeout(showLatest, wait);
      host?.waiting.add(showLatest);
    }
  };
}

/**
 * Whether the reader pressed Stop. A long loop asks it and ends by itself, so that what it has computed stays:
 * `if (stopped()) break;`. Always false outside of the site. On a site that cannot share memory the answer changes only
 * while the cell awaits something, such as `checkpoint()`.
 */
export function stopped(): boolean {
  return cellHost()?.stopped() ?? false;
}

/**
 * Lets timers and messages in, and ends the cell here if the reader pressed Stop. Cheap enough for every step of a loop:
 * it waits at most once in ten milliseconds.
 *
 * ```ts
 * import { checkpoint } from '@zero-to-gpt/lesson-kit/cell';
 *
 * for (let step = 0; step < 3; step++) await checkpoint();
 * ```
 * @throws Interrupted when the reader pressed Stop
 */
export async function checkpoint(): Promise<void> {
  if (performance.now() - lastTurn > 10) {
    await nextTurn();
    lastTurn = performance.now();
  }
  if (stopped()) throw new Interrupted('Stopped');
}

const frame = 1000 / 12;
let slots = 0;
let lastTurn = -Infinity;

/** The next turn of the event loop; a timer of 0 ms would wait for four. */
function nextTurn(): Promise<void> {
  const { setImmediate } = globalThis as { setImmediate?: (f: () => void) => void };
  if (setImmediate) return new Promise((done) => setImmediate(done));
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      done();
    };
    port2.postMessage(undefined);
  });
}
