/** Chance that a sample of class 1 scores higher than one of class 0; ties count half. @throws RangeError without both */
export function rocAuc(scores: readonly number[], labels: readonly number[]): number {
  // #region TODO wins among all pairs of a one and a zero: about 8 lines
  const ones = scores.filter((_, i) => labels[i] === 1);
  const others = scores.filter((_, i) => labels[i] === 0);
  const pairs = ones.length * others.length;
  if (pairs === 0) throw new RangeError('Cannot compare classes: one of both has no sample');
  let wins = 0;
  for (const one of ones)
    for (const other of others) {
      if (one > other) wins += 1;
      else if (one === other) wins += 0.5;
    }
  return wins / pairs;
  // #endregion
}
