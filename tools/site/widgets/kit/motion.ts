/** Whether the reader's system asks for less motion: pieces then jump to the end of what they would play. */
export function calm(): boolean {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** Calls `draw` with 0 to 1 over so many milliseconds, or once with 1 where motion is not wanted; returns its end. */
export function tween(milliseconds: number, draw: (share: number) => void): () => void {
  if (calm()) {
    draw(1);
    return () => {};
  }
  const start = performance.now();
  let frame = requestAnimationFrame(function tick(now) {
    const share = Math.min(1, Math.max(0, (now - start) / milliseconds));
    draw(share * share * (3 - 2 * share)); // slow at both ends
    if (share < 1) frame = requestAnimationFrame(tick);
  });
  return () => cancelAnimationFrame(frame);
}
