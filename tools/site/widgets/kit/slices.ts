/** Milliseconds of work between two chances for the page to draw and to hear the reader. */
const slice = 14;

/**
 * Does long work piece by piece, so that the page stays alive: calls `work` until it says that this was the last, and
 * `show` after each slice of time. Returns what stops it.
 */
export function inSlices(work: () => boolean, show: (done: boolean) => void): () => void {
  let timer = setTimeout(turn);
  let stopped = false;
  function turn(): void {
    const end = performance.now() + slice;
    let more = true;
    while (more && performance.now() < end) more = work();
    show(!more);
    if (more && !stopped) timer = setTimeout(turn);
  }
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}
