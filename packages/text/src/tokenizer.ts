/** Turns text into token numbers and back. */
export interface Tokenizer {
  /** Tokens are numbered 0 to vocabSize − 1. */
  readonly vocabSize: number;
  /** Token numbers of a text. @throws RangeError for a text that the vocabulary cannot spell */
  encode(text: string): Int32Array;
  /** The text of token numbers. @throws RangeError for a number outside the vocabulary */
  decode(ids: Iterable<number>): string;
  /** Everything needed to make it again, as JSON. */
  toJSON(): unknown;
}
