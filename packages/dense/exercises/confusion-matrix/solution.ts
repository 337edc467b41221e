/** Counts: how often class i (row) was taken for class j (column). @throws RangeError for numbers that are no class */
export function confusionMatrix(said: readonly number[], truth: readonly number[], classes: number): number[][] {
  // #region TODO a table of zeros, then one more for each sample: about 7 lines
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  truth.forEach((label, i) => {
    const answer = said[i]!;
    for (const value of [label, answer])
      if (!(value >= 0 && value < classes))
        throw new RangeError(`Cannot count sample ${i}: found class ${value}, expected one below ${classes}`);
    matrix[label]![answer]! += 1;
  });
  return matrix;
  // #endregion
}
