import { sameShape } from '../numbers.ts';
import { type Diagnosis, near } from './relation.ts';

/** What came in went out. */
export const inputItself: Diagnosis = ({ got, shape, inputs }) => {
  if (got.length < 2) return undefined;
  const found = inputs.find((input) => sameShape(input.shape, shape) && input.data.every((x, i) => near(x, got[i]!)));
  return found && `this is \`${found.name}\` as it came in`;
};
