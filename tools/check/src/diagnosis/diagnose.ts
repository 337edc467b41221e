import { allTheSame, almost, complement, factor, offset, operation, rounded, sign } from './arithmetic.ts';
import { inputItself } from './input.ts';
import { notFinite } from './not-finite.ts';
import { reversed, shifted, shuffled, transposed } from './order.ts';
import { place } from './place.ts';
import type { Diagnosis } from './relation.ts';

/** From the surest to the vaguest; the first that recognizes something is said. */
const known: readonly Diagnosis[] = [
  notFinite,
  almost,
  inputItself,
  allTheSame,
  transposed,
  sign,
  operation,
  factor,
  complement,
  offset,
  reversed,
  shifted,
  shuffled,
  rounded,
  place,
];

/** What is probably wrong, in a few words; undefined where nothing is recognized. */
export const diagnose: Diagnosis = (numbers) => {
  for (const diagnosis of known) {
    const found = diagnosis(numbers);
    if (found) return found;
  }
  return undefined;
};
