import { describePiece } from '../kit/about.ts';
import { number, type Option, optional } from '../kit/options.ts';
import { type Formula, makerOf, nameOf, readFormula } from './formula.ts';

const formula: Option<Formula> = {
  read(value, place) {
    if (typeof value !== 'string')
      throw new TypeError(
        `${place} is ${JSON.stringify(value)}, wanted a formula such as "p = a * b; y = tanh(p + c)"`,
      );
    try {
      return readFormula(value);
    } catch (error) {
      throw new RangeError(`${place} is "${value}": ${(error as Error).message}`); // readFormula throws errors alone
    }
  },
};

/** Numbers by name. */
const numbers: Option<Readonly<Record<string, number>>> = {
  read(value, place) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new TypeError(`${place} is ${JSON.stringify(value)}, wanted an object of numbers`);
    return Object.fromEntries(
      Object.entries(value).map(([name, one]) => [name, number().read(one, `${place}.${name}`)]),
    );
  },
};

/** A computation as a graph, and the way back through it step by step. */
export const about = describePiece('graph', {
  title: 'There and back through a formula',
  try: 'Guess the next gradient, then press Step back. Afterwards move a slider and watch all numbers follow.',
  fields: {
    expression: optional(formula, readFormula('p = a * b; s = p + c; y = tanh(s)')),
    values: optional(numbers, {}),
    reach: optional(number({ min: 1, max: 100 }), 3),
  },
  still: (options) => {
    leavesOf(options);
    const { expression } = options;
    const result = expression.at(-1)!;
    return `An interactive piece: the graph of ${nameOf(result)} = ${makerOf(expression, result)} and of all that it is made of, with the value of each number, and the way back that gives each its gradient, one step at a time. It needs JavaScript.`;
  },
});

/** What a lesson may set. */
export type GraphOptions = ReturnType<typeof about.read>;

/** The numbers to set and what they are at first: those of the options, else 2, −1, 0.5 and so on. @throws RangeError */
export function leavesOf({
  expression,
  values,
  reach,
}: Pick<GraphOptions, 'expression' | 'values' | 'reach'>): Readonly<Record<string, number>> {
  const names = expression.flatMap((part) => (part.kind === 'leaf' ? [part.name] : []));
  for (const [name, value] of Object.entries(values)) {
    if (!names.includes(name))
      throw new RangeError(`Cannot show graph: option values.${name} is not known, wanted one of ${names.join(', ')}`);
    if (Math.abs(value) > reach)
      throw new RangeError(
        `Cannot show graph: option values.${name} is ${value}, wanted a number of at least ${-reach} and at most ${reach}`,
      );
  }
  const others = [2 / 3, -1 / 3, 1 / 2]; // of the reach: 2, −1, 1.5
  return Object.fromEntries(
    names.map((name, i) => [name, values[name] ?? Number((others[i % 3]! * reach).toFixed(1))]),
  );
}
