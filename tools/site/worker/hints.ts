/** What to say where a promise was printed: hardly ever what was meant. */
export function promiseHint(values: readonly unknown[]): string | undefined {
  if (!values.some((value) => value instanceof Promise)) return undefined;
  return 'A promise was shown, not its result: write await before it';
}
