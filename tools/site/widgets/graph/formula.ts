import { parse } from './parse.ts';

/** Operations of the formulas, by the names of the methods of `Value`. */
export type Unary = 'neg' | 'abs' | 'exp' | 'log' | 'sqrt' | 'sin' | 'cos' | 'tanh' | 'sigmoid' | 'relu';
export type Binary = 'add' | 'sub' | 'mul' | 'div' | 'pow';

/** A number of a formula: one to set, one that stands there, or one that is made of others (their places in the list). */
export type Part =
  | { readonly kind: 'leaf'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'unary'; readonly name: string; readonly operation: Unary; readonly inputs: readonly [number] }
  | {
      readonly kind: 'binary';
      readonly name: string;
      readonly operation: Binary;
      readonly inputs: readonly [number, number];
    };

/** A formula: every number after all that it is made of, the result last. */
export type Formula = readonly Part[];

/** How many rows of boxes, and how many boxes in a row, a picture has room for. */
export const room = { rows: 5, across: 3 } as const;

/** Reads `p = a * b; y = tanh(p + c)`. @throws RangeError that says what is wrong with it */
export function readFormula(text: string): Formula {
  const formula = parse(text);
  const used = new Set(formula.flatMap(inputsOf));
  const idle = formula.findIndex((_, i) => i < formula.length - 1 && !used.has(i));
  if (idle >= 0) throw new RangeError(`${nameOf(formula[idle]!)} is never used, wanted a part of the last line`);
  if (inputsOf(formula.at(-1)!).length === 0) throw new RangeError('nothing is computed, wanted an operation');
  const rows = rowsOf(formula);
  const deepest = Math.max(...rows) + 1;
  if (deepest > room.rows) throw new RangeError(`it takes ${deepest} rows of boxes, wanted at most ${room.rows}`);
  for (let row = 0; row < deepest; row++) {
    const boxes = rows.filter((own) => own === row).length;
    if (boxes > room.across) throw new RangeError(`it has ${boxes} boxes in a row, wanted at most ${room.across}`);
  }
  return formula;
}

/** Places of what a number is made of. */
export function inputsOf(part: Part): readonly number[] {
  return part.kind === 'unary' || part.kind === 'binary' ? part.inputs : [];
}

/** What a number is called; one that stands there by itself. */
export function nameOf(part: Part): string {
  return part.kind === 'constant' ? String(part.value).replace('-', '−') : part.name;
}

/** Row of each number: below all that it is made of; what is not computed stands right above its first use. */
export function rowsOf(formula: Formula): readonly number[] {
  const rows: number[] = [];
  for (const part of formula) rows.push(Math.max(-1, ...inputsOf(part).map((input) => rows[input]!)) + 1);
  return formula.map((part, i) => {
    if (inputsOf(part).length > 0) return rows[i]!;
    const uses = formula.flatMap((user, at) => (inputsOf(user).includes(i) ? [rows[at]!] : []));
    return Math.min(...uses) - 1;
  });
}

const signs: Readonly<Record<Binary, string>> = { add: '+', sub: '−', mul: '·', div: '/', pow: '^' };

/** What makes a number: `a · b`, `tanh(s)`; for one that is not computed its name. */
export function makerOf(formula: Formula, part: Part): string {
  const name = (input: number): string => nameOf(formula[input]!);
  if (part.kind === 'binary') return `${name(part.inputs[0])} ${signs[part.operation]} ${name(part.inputs[1])}`;
  if (part.kind === 'unary')
    return part.operation === 'neg' ? `−${name(part.inputs[0])}` : `${part.operation}(${name(part.inputs[0])})`;
  return nameOf(part);
}
