import { formatNumber } from '../words.ts';
import { commonFactor, describeFactor } from './factor.ts';
import { type Case, constant, type Diagnosis, each, near } from './relation.ts';

/** Nearly right. */
export const almost: Diagnosis = (numbers) =>
  each(numbers, (x) => x) ? 'close, but not close enough. Is it rounded, or cut off too early?' : undefined;

/** Nothing was filled in, or one number stands everywhere. */
export const allTheSame: Diagnosis = ({ got, want }) => {
  if (got.length < 2 || !constant(got)) return undefined;
  if (got[0] === 0) return 'all are 0. Is the result filled and returned?';
  return constant(want) ? undefined : `all are ${formatNumber(got[0]!)}. Does each place get its own value?`;
};

/** The sign is wrong, or lost. */
export const sign: Diagnosis = (numbers) => {
  if (each(numbers, (x) => -x)) return `${its(numbers)} with the wrong sign`;
  return each(numbers, Math.abs) ? `${its(numbers)} without its sign` : undefined;
};

/** A constant is missing or too many. */
export const factor: Diagnosis = (numbers) => {
  const found = commonFactor(numbers);
  if (found === undefined) return undefined;
  const { text, cure } = describeFactor(found, numbers.sizes);
  const few = numbers.want.filter((x) => !near(x, 0)).length < 2;
  if (few && cure === undefined) return undefined; // one number is always some multiple of another
  const subject = numbers.got.length > 1 ? 'each is' : 'it is';
  return [`${subject} ${text}`, cure].filter(Boolean).join('. ');
};

/** The same number is added everywhere. */
export const offset: Diagnosis = ({ got, want }) => {
  const by = got[0]! - want[0]!;
  if (got.length < 2 || !Number.isFinite(by) || !got.every((x, i) => near(x, want[i]! + by))) return undefined;
  return `each is ${formatNumber(Math.abs(by))} too ${by > 0 ? 'large' : 'small'}`;
};

/** A last or first operation is missing: root, square, reciprocal, complement, log, exp. */
export const operation: Diagnosis = (numbers) => {
  const { want } = numbers;
  const telling = want.filter((x) => Math.abs(x) > 1e-3 && !near(Math.abs(x), 1));
  if (telling.length === 0) return undefined;
  const ratio = numbers.got[0]! / want[0]!;
  if (want.length === 1 && (near(ratio, 2) || near(ratio, 1 / 2))) return undefined; // 4 for 2: a factor rather than a square
  const known: readonly [of: string, f: (x: number) => number, cure: string][] = [
    ['the square of', (x) => x * x, 'Is a square root missing?'],
    ['the square root of', Math.sqrt, 'Is a square root too many, or a square missing?'],
    ['1 divided by', (x) => 1 / x, 'Are the two sides of a division swapped?'],
    ['e to the power of', Math.exp, 'Is a log missing?'],
    ['the log of', Math.log, 'Is an exp missing?'],
  ];
  const found = known.find(([, f]) => each(numbers, f));
  return found && `${numbers.got.length > 1 ? 'each is' : 'it is'} ${found[0]} the wanted one. ${found[2]}`;
};

/** Masks and shares the wrong way round. */
export const complement: Diagnosis = (numbers) => {
  const { want, shape } = numbers;
  if (want.some((x) => x < 0 || x > 1) || !each(numbers, (x) => 1 - x)) return undefined;
  if (shape.length > 0 && constant(want) && (want[0] === 0 || want[0] === 1)) return undefined; // 1 for 0 says little
  return `${numbers.got.length > 1 ? 'each is' : 'it is'} 1 minus the wanted one. Is it the other way round?`;
};

/** Digits were cut off. */
export const rounded: Diagnosis = (numbers) => {
  const telling = numbers.want.filter((x) => Math.abs(x) > 1 && !Number.isInteger(x));
  if (telling.length < 2) return undefined; // a 2 for 2.16 and a 1 for 0.7 may come from anywhere
  const known: readonly [text: string, f: (x: number) => number][] = [
    ['rounded down', Math.floor],
    ['rounded', Math.round],
    ['rounded up', Math.ceil],
  ];
  const found = known.find(([, f]) => numbers.got.every((x, i) => x === f(numbers.want[i]!)));
  return found && `${its(numbers)} ${found[0]} to a whole number`;
};

const its = ({ got }: Case): string => (got.length > 1 ? 'each is the wanted one' : 'it is the wanted one');
