/** What only a run needs: fetched with the first one. */
export { Output } from './output.ts';
export { Session } from './session.ts';
