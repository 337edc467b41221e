import type { CellError } from '../shared/protocol.ts';

/** The worker did not come to life. */
export function cannotStart(reason = 'it could not be loaded'): CellError {
  const cure =
    typeof Worker === 'undefined'
      ? 'The lesson can be read as it is. A newer browser runs its cells.'
      : 'Check the connection, then run the cell again. An extension that blocks scripts can be the reason, too.';
  return { name: 'LoadError', message: `Cannot start the worker that runs code: ${reason}`, cure };
}

/** The worker lived and died, as it does when it runs out of memory. */
export function crashed(reason?: string): CellError {
  return {
    name: 'WorkerCrash',
    message: `The worker that runs code has ended${reason ? `: ${reason}` : ''}`,
    cure: 'Its variables are gone. Run the cell again: the cells above it run first. Did it ask for too much memory?',
  };
}
