import type { BrowserName } from './browser.ts';

/** What Vitest takes for a test or a `describe`. */
interface Again {
  readonly timeout?: number;
  readonly retry?: { readonly count: number; readonly condition: RegExp };
}

/**
 * Options of tests in which a worker makes workers, as `cpu` does for its threads. A Firefox that is driven halts there
 * for good now and then, inside `new Worker`: Firefox 153 did so in 8 of 576 such calls within a session of WebDriver
 * BiDi, which listens for workers from its start to its end, and in none of 9,580 calls of the same page that nobody
 * drove. So a test that times out runs again there, at most twice, and Vitest prints `retry`.
 */
export function nestedWorkers(name: BrowserName, limit = 180_000): Again {
  if (name !== 'firefox') return {};
  return { timeout: limit, retry: { count: 2, condition: /timed out in|Waited for three minutes/ } };
}
