import type { ScalarOperation } from '../scalar/scalar-rules.ts';

/** How an operation and its local slopes are written as LaTeX, from the symbols of its inputs and its result. */
export interface Notation {
  /** The operation. */
  value(a: string, b: string): string;
  /** dy/da, dy/db. */
  slopes(a: string, b: string, y: string): readonly string[];
}

const call = (name: string, a: string): string => `${name}\\left(${bare(a)}\\right)`;
const over = (a: string, b: string): string => `\\frac{${bare(a)}}{${bare(b)}}`;
const step = (condition: string): string => `\\mathbf{1}_{${condition}}`;
/** What a power is taken of: in brackets where it ends in an exponent itself. */
const base = (a: string): string => (/\d\^/.test(a) && !a.startsWith('(') ? `\\left(${a}\\right)` : a);
/** The exponent of a derivative: none for 2 − 1. */
const lessOne = (exponent: string): string => {
  if (Number.isNaN(Number(exponent))) return `^{${exponent} - 1}`;
  return exponent === '2' ? '' : `^{${bare(number(Number(exponent) - 1))}}`;
};
/** Which of two was chosen: 1 for it, 0 for the other. */
const chosen =
  (sign: string) =>
  (a: string, b: string): readonly string[] => [
    step(`${bare(a)} ${sign} ${bare(b)}`),
    step(`${bare(b)} ${sign} ${bare(a)}`),
  ];

/** Notation of every operation of `Value`. Negative numbers come in brackets. */
export const notations: Readonly<Record<ScalarOperation, Notation>> = {
  add: { value: (a, b) => `${bare(a)} + ${b}`, slopes: () => ['1', '1'] },
  sub: { value: (a, b) => `${bare(a)} - ${b}`, slopes: () => ['1', '-1'] },
  mul: { value: (a, b) => `${bare(a)} \\cdot ${b}`, slopes: (a, b) => [bare(b), bare(a)] },
  div: { value: over, slopes: (a, b) => [over('1', b), `-\\frac{${bare(a)}}{${base(b)}^{2}}`] },
  pow: {
    value: (a, b) => `${base(a)}^{${bare(b)}}`,
    slopes: (a, b, y) => [`${bare(b)} \\cdot ${base(a)}${lessOne(bare(b))}`, `${bare(y)} \\cdot \\ln ${a}`],
  },
  maximum: { value: (a, b) => `\\max\\left(${bare(a)}, ${bare(b)}\\right)`, slopes: /* @__PURE__ */ chosen('>') },
  minimum: { value: (a, b) => `\\min\\left(${bare(a)}, ${bare(b)}\\right)`, slopes: /* @__PURE__ */ chosen('<') },
  neg: { value: (a) => `-${a}`, slopes: () => ['-1'] },
  abs: { value: (a) => `\\left|${bare(a)}\\right|`, slopes: (a) => [call('\\operatorname{sign}', a)] },
  exp: { value: (a) => `e^{${bare(a)}}`, slopes: (a) => [`e^{${bare(a)}}`] },
  log: { value: (a) => call('\\ln', a), slopes: (a) => [over('1', a)] },
  sqrt: { value: (a) => `\\sqrt{${bare(a)}}`, slopes: (a) => [`\\frac{1}{2 \\sqrt{${bare(a)}}}`] },
  sin: { value: (a) => call('\\sin', a), slopes: (a) => [call('\\cos', a)] },
  cos: { value: (a) => call('\\cos', a), slopes: (a) => [`-${call('\\sin', a)}`] },
  tanh: { value: (a) => call('\\tanh', a), slopes: (_a, _b, y) => [`1 - ${base(y)}^{2}`] },
  sigmoid: { value: (a) => call('\\sigma', a), slopes: (_a, _b, y) => [`${y} \\cdot \\left(1 - ${y}\\right)`] },
  relu: { value: (a) => call('\\operatorname{relu}', a), slopes: (a) => [step(`${bare(a)} > 0`)] },
};

/** Notation of a rule of the reader's own: its name, and a slope by name. */
export function notationOf(operation: string): Notation | null {
  return Object.hasOwn(notations, operation) ? notations[operation as ScalarOperation] : null; // it is a key
}

/** Without the brackets around a negative number. */
export function bare(text: string): string {
  return /^\(-[^()]*\)$/.test(text) ? text.slice(1, -1) : text;
}

/** A number as LaTeX, with six digits at most. */
export function number(x: number): string {
  if (Number.isNaN(x)) return '\\text{NaN}';
  if (!Number.isFinite(x)) return x > 0 ? '\\infty' : '(-\\infty)';
  const [digits, exponent] = Object.is(x, -0) ? ['0'] : String(Number(x.toPrecision(6))).split('e');
  const text = exponent === undefined ? digits! : `${digits} \\cdot 10^{${Number(exponent)}}`;
  return x < 0 ? `(${text})` : text;
}

const greek = 'alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu xi rho sigma tau phi chi psi omega';

/** A name as LaTeX: one letter as it is, digits behind as an index, Greek letters by their names, all else as text. */
export function symbol(name: string): string {
  const [, stem, index] = /^(.*?)_?(\d*)$/s.exec(name)!;
  const low = index ? `_{${index}}` : '';
  if (/^[A-Za-z]$/.test(stem!)) return stem! + low;
  if (greek.split(' ').includes(stem!)) return `\\${stem}${low}`;
  const text = (stem || name).replace(/[^\p{Script=Latin}\p{Script=Greek}\p{N} !'()*+,\-./:;=?@[\]]/gu, (sign) =>
    '#$%&_{}'.includes(sign) ? `\\${sign}` : ' ',
  );
  return `\\text{${text}}${stem ? low : ''}`;
}
