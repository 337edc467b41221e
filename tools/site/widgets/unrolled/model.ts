/** What a cell made of a text. */
export interface Reading {
  readonly text: string;
  /** The state after each character. */
  readonly states: readonly (readonly number[])[];
  /** Length of the slope in the last state, in the one before, and so on to the first. */
  readonly lengths: readonly number[];
}

/** Where a reader of the piece is: `read` characters are read, and then the slope has come to the state of one of them. */
export interface Moment {
  readonly read: number;
  /** Steps that the slope has come back; null while the text is read. */
  readonly back: number | null;
}

/** Moments of a text: none read, one, … all; then the slope at the last, … at the first. */
export function momentsOf(text: string): number {
  return 2 * text.length;
}

/** The moment of a number from 0 to `momentsOf(text)`. */
export function momentAt(text: string, at: number): Moment {
  return at <= text.length ? { read: at, back: null } : { read: text.length, back: at - text.length - 1 };
}

/** What each step back has multiplied the slope by, on average; 1 before the first. */
export function factorOf({ lengths }: Reading, back: number): number {
  return back === 0 ? 1 : (lengths[back]! / lengths[0]!) ** (1 / back);
}
