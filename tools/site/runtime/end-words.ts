/** What became of a run that the reader stopped. */
export function stoppedText(kept: boolean): string {
  if (kept) return 'Stopped. The variables are kept.';
  const why = globalThis.crossOriginIsolated
    ? 'The code did not listen'
    : 'A page that is not isolated cannot speak to code while it computes';
  return `Stopped. ${why}, so its worker was ended and all variables are gone. Cells above run again when they are needed.`;
}

/** Why a cell did not run: `which` is the cell that was in its way. */
export function blockedText(which: string, why: 'failed' | 'stopped' | 'untrusted'): string {
  const reason = { failed: 'failed.', stopped: 'was stopped.', untrusted: 'holds code that came with a link.' }[why];
  return `Not run: ${which} ${reason}${why === 'untrusted' ? ' Read it and run it first.' : ''}`;
}
