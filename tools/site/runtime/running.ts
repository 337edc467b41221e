/** What only a run needs: fetched with the first one. */
export { markRun, unmarkRun } from './crash-mark.ts';
export { Output } from './output.ts';
export { Session } from './session.ts';
