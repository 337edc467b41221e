import { figure } from '../kit/figures.ts';
import { gapAt, type Kind, type Sum, stuck } from './model.ts';

/** What is stored, and why it is not what it should be. */
export function sentence(sum: Sum, term: number, kind: Kind): string {
  const gap = figure(gapAt(sum.stored, kind), 5);
  const [exact, stored, step] = [sum.exact, sum.stored, term].map((value) => figure(value, 4)) as [
    string,
    string,
    string,
  ];
  if (sum.steps === 0) {
    const rounded =
      sum.exact === sum.stored
        ? `${exact} is one of the numbers that there are`
        : `${exact} is stored as ${stored}, the nearest number that there is`;
    return `${rounded}; the next larger one is ${gap} away.`;
  }
  if (stuck(sum, term, kind))
    return `Stuck at ${stored}: ${step} is ${2 * term < gapAt(sum.stored, kind) ? 'less than half' : 'half'} of the gap to the next number, ${gap}, and is rounded away. The exact sum is ${exact} by now.`;
  const error = figure(sum.stored - sum.exact, 4);
  return `After ${sum.steps} ${sum.steps === 1 ? 'addition' : 'additions'}: ${stored} instead of ${exact}, an error of ${error}. The gap here is ${gap}.`;
}
