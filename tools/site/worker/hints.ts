/** What to say where a promise was printed: hardly ever what was meant. */
export function promiseHint(values: readonly unknown[]): string | undefined {
  if (!values.some((value) => value instanceof Promise)) return undefined;
  return 'A promise was shown, not its result: write await before it';
}

/** Our words for what the engine says once to programmers of pages; undefined for all that is the cell's own. */
export function engineNote(values: readonly unknown[], level: 'warn' | 'error' | undefined): string | undefined {
  if (level !== 'warn' || !/^cpu computes in plain loops\b/.test(String(values[0]))) return undefined;
  return 'This browser cannot run the fast code of arrays (WebAssembly with SIMD): plain loops compute them, with the same results, slowly';
}
