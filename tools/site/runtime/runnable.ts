import type { CellError, Shown } from '../shared/protocol.ts';

/** A cell as the session sees it. */
export interface Runnable {
  readonly name: string;
  readonly code: string;
  /** False where the page only shows it. */
  readonly runs: boolean;
  /** The page says that it throws: later cells run all the same. */
  readonly throws: boolean;
  /** False while it holds a stranger's code that the reader has not run. */
  readonly trusted: boolean;
  /** It will run, after `first`. */
  waiting(first: readonly Runnable[]): void;
  started(): void;
  /**
   * What it shows is of the past: `changed`, as a cell above it has run with other code since; `ended`, as its variables are
   * gone with the worker.
   */
  outdated(why: 'changed' | 'ended'): void;
  shown(items: readonly Shown[]): void;
  ended(end: RunEnd): void;
}

/** How it ended with a cell that was to run. */
export type RunEnd =
  | { readonly kind: 'ok'; readonly ms: number }
  | { readonly kind: 'failed'; readonly ms: number; readonly error: CellError }
  /** The reader stopped it; `kept`: the variables of all cells are still there. */
  | { readonly kind: 'stopped'; readonly ms: number; readonly kept: boolean }
  /** It did not run, because of an earlier cell. */
  | { readonly kind: 'blocked'; readonly by: Runnable; readonly why: 'failed' | 'stopped' | 'untrusted' }
  /** It did not run, because the reader stopped what ran before. */
  | { readonly kind: 'dropped' };

/** What `run()` of a cell answers. */
export interface RunResult {
  readonly ok: boolean;
  readonly error?: CellError;
}
