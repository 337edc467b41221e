import type { Moment, Name, Opening } from './moment.ts';

/** What the page asks of the demo's worker: one run, then more names of its model. To stop, the page ends the worker. */
export type Ask =
  | { readonly type: 'train'; readonly seed: number; readonly names: string }
  | { readonly type: 'more'; readonly stream: number };

/** What the worker tells. `seconds` count from the first step. */
export type Tell =
  | { readonly type: 'open'; readonly opening: Opening; readonly simd: boolean }
  | { readonly type: 'moment'; readonly moment: Moment; readonly seconds: number }
  | { readonly type: 'done' }
  | { readonly type: 'more'; readonly names: readonly Name[] }
  | { readonly type: 'failed'; readonly message: string };
