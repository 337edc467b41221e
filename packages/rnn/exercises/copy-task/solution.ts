/** Sequences word, blanks, questions, and what is wanted at each step; −100 where nothing is asked. */
export function copyRows(words: readonly (readonly number[])[], gap: number): { x: number[][]; y: number[][] } {
  // #region TODO three lists one behind the other for x, two for y: about 3 lines
  const x = words.map((word) => [...word, ...new Array<number>(gap).fill(0), ...word.map(() => 9)]);
  const y = words.map((word) => [...new Array<number>(word.length + gap).fill(-100), ...word]);
  return { x, y };
  // #endregion
}
