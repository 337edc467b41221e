import { describePiece } from '../kit/about.ts';
import { number, optional } from '../kit/options.ts';

/** Where the floats of a small kind lie, and sums that stand still. */
export const about = describePiece('floats', {
  title: 'All the numbers that there are',
  try: 'Press Run: the same number is added again and again. Where does the sum stop, and with how many digits does it go on?',
  fields: {
    digits: optional(number({ min: 1, max: 5, whole: true }), 3),
    start: optional(number({ min: 0, max: 8 }), 0),
    term: optional(number({ min: 0.01, max: 1 }), 0.2),
  },
  still: ({ digits, term }) =>
    `An interactive piece: the numbers from 0 to 8 that a float with ${digits} binary digits after the first has, and what becomes of a sum when ${term} is added again and again and each result is rounded to one of them. It needs JavaScript.`,
});

/** What a lesson may set. */
export type FloatsOptions = ReturnType<typeof about.read>;
