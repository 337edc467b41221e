import { describePiece } from '../kit/about.ts';
import { number, type Option, oneOf, optional } from '../kit/options.ts';

/** What the slider of the weights has. */
export const gains: readonly number[] = [0.5, 1, 1.5, 2, 2.5, 3, 4];

/** The longest text. */
export const longest = 20;

/** What a text may have. */
export const alphabet = 'abcdefghijklmnopqrstuvwxyz .,';

/** A text to read. */
const reading: Option<string> = {
  read(value, place) {
    if (typeof value !== 'string') throw new TypeError(`${place} is ${JSON.stringify(value)}, wanted a text`);
    if (value.length < 2 || value.length > longest || [...value].some((one) => !alphabet.includes(one)))
      throw new RangeError(
        `${place} is ${JSON.stringify(value)}, wanted 2 to ${longest} small letters, spaces, dots and commas`,
      );
    return value;
  },
};

/** A recurrent cell that reads a text, and the slope that comes back from the end. */
export const about = describePiece('unrolled', {
  title: 'There and back through a text',
  try: 'Step through the text, then on: a slope of length 1 sets out from the end. Guess how much of it arrives at the first letter.',
  fields: {
    text: optional(reading, 'the keys on the desk'),
    gain: optional(oneOf(gains), 1),
    seed: optional(number({ min: 1, max: 1000, whole: true }), 1),
  },
  still: ({ text }) =>
    `An interactive piece: the twelve numbers of a recurrent network’s state while it reads “${text}”, or a text of yours, letter by letter, and the length of a slope that goes back from the end, step by step. It needs JavaScript.`,
});

/** What a lesson may set. */
export type UnrolledOptions = ReturnType<typeof about.read>;
