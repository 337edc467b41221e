/** V8's limit of lines, which counts from the inside: a tape, a rule and a few layers fill its usual ten. */
const LIMIT = 50;

/**
 * The lines of code that led here, innermost first, without those in the folder of the one that calls this: where a
 * user's program met a package. `make` is `() => new Error()`, written in that folder.
 *
 * @example
 * ```ts
 * import { callSite } from '@zero-to-gpt/linalg';
 *
 * typeof callSite(() => new Error()); // → 'string'
 * ```
 */
export function callSite(make: () => Error, { depth = 8 }: CallSiteOptions = {}): string {
  const host = Error as { stackTraceLimit?: number };
  const before = host.stackTraceLimit;
  host.stackTraceLimit = LIMIT;
  const { stack = '' } = make();
  if (before !== undefined) host.stackTraceLimit = before;
  const lines = stack.split('\n').filter((line) => /:\d+:\d+\)?$/.test(line));
  const own = /(?:[a-z]+:\/\/)?[^\s(@]*(?=\/[^/]*:\d+:\d+\)?$)/.exec(lines[0] ?? '')?.[0];
  lines.splice(1, 1); // callSite itself
  const outside = own ? lines.filter((line) => !line.includes(`${own}/`)) : [];
  return (outside.length > 0 ? outside : lines).slice(0, depth).join('\n');
}

/** Options of `callSite`. */
export interface CallSiteOptions {
  /** Lines at most. Default 8. */
  depth?: number;
}
