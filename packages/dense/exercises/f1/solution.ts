/** How a search ended. */
export interface Counts {
  /** Called so, and rightly. */
  readonly found: number;
  /** Called so, but wrongly. */
  readonly alarms: number;
  /** Not called so, but wrongly. */
  readonly missed: number;
}

/** What the counts say of the search, each from 0 to 1. */
export interface Scores {
  /** Share of the called that are right. */
  readonly precision: number;
  /** Share of the wanted that were found. */
  readonly recall: number;
  /** Harmonic mean of both. */
  readonly f1: number;
}

/** Precision, recall and their harmonic mean; 0 where a denominator is 0. */
export function scores({ found, alarms, missed }: Counts): Scores {
  // #region TODO three fractions, and what to do for nothing: about 4 lines
  if (found === 0) return { precision: 0, recall: 0, f1: 0 };
  const precision = found / (found + alarms);
  const recall = found / (found + missed);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) };
  // #endregion
}
