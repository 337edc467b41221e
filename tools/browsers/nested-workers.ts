import type { BrowserName } from './browser.ts';

/** What Vitest takes for a test or a `describe`. */
interface Again {
  readonly timeout?: number;
  readonly retry?: { readonly count: number; readonly condition: RegExp };
}

/**
 * Options of tests in which a worker makes workers, as `cpu` does for its threads. A Firefox that is driven halts there
 * for good now and then, inside `new Worker`: while somebody listens for workers, as WebDriver BiDi does from the start of
 * a session to its end, the thread that makes one waits until it has been noted, and that word can be missed. Firefox
 * 153 did so in 8 of 576 such calls; in 9,580 calls of the same page that nobody drove it never did. So there a test that
 * has not ended after `limit` milliseconds runs again, for this reason alone and at most twice.
 */
export function nestedWorkers(name: BrowserName, limit = 180_000): Again {
  if (name !== 'firefox') return {};
  return { timeout: limit, retry: { count: 2, condition: /timed out in|Waited for three minutes/ } };
}
