/** Rows of what is known and of what comes next; −100 where nothing is asked. */
export function nextCharacters(words: readonly (readonly number[])[]): { x: number[][]; y: number[][] } {
  // #region TODO the common length, rows of x that begin with 0, rows of y that end with 0: about 6 lines
  const T = 1 + Math.max(...words.map((word) => word.length));
  const x = words.map((word) => Array.from({ length: T }, (_, t) => word[t - 1] ?? 0));
  const y = words.map((word) =>
    Array.from({ length: T }, (_, t) => (t < word.length ? word[t]! : t === word.length ? 0 : -100)),
  );
  return { x, y };
  // #endregion
}
