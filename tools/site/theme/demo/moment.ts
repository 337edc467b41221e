/** What a run has come to at some step. */
export interface Moment {
  /** Steps made so far. */
  readonly step: number;
  /** Mean loss of the last steps on the names it learns from; null before the first. */
  readonly loss: number | null;
  /** Loss on the names that it never sees, where it was measured. */
  readonly heldOut?: number;
  /** Names that it makes up, where it was asked for some. */
  readonly names?: readonly Name[];
}

/** A name that the model has made up. */
export interface Name {
  readonly name: string;
  /** Whether it stands in the list that the model learns from, or in the part held back. */
  readonly listed: boolean;
}

/** What a run is, from its start. */
export interface Opening {
  /** Different names in the list. */
  readonly count: number;
  /** Numbers that the model learns. */
  readonly parameters: number;
  /** Loss on the held-back names of guessing each letter from the one before, by counting pairs. */
  readonly baseline: number;
}
