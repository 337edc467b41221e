import { checkOptions } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';
import { topologicalOrder, Value } from '../scalar/value.ts';
import { bare, notationOf, number, symbol } from './notation.ts';

/** How a derivative is written out. */
export interface ChainLatexOptions {
  /**
   * `paths`: one product for each path from the result to x, added up: the chain rule as in a book. `steps`: one line
   * for each value between, from the result back, as `backward` does it; short however many paths there are.
   * Default `paths`.
   */
  form?: 'paths' | 'steps';
  /** Whether the computation itself is written first. Default true. */
  definitions?: boolean;
  /** Refuses more paths. Default 16. */
  maxPaths?: number;
}

/**
 * dresult/dx by the chain rule as LaTeX (an `aligned` block that KaTeX and MathJax take): in symbols, in local slopes,
 * and in numbers. Values without a name are called v₁, v₂ … in the order of their computation.
 *
 * @example
 * ```ts
 * import { chainLatex, Value } from '@zero-to-gpt/autograd';
 *
 * const x = new Value(3, { name: 'x' });
 * const lines = chainLatex(x.mul(x).named('y'), x).split('\n');
 * lines[1]; // → 'y &= x \\cdot x = 3 \\cdot 3 = 9 \\\\'
 * lines[2]; // → '\\frac{\\mathrm{d} y}{\\mathrm{d} x} &= x + x \\\\'
 * lines[3]; // → '&= 6'
 * ```
 * @throws TypeError for what is no Value; Error where the result does not depend on x; RangeError for more than `maxPaths` paths
 */
export function chainLatex(result: Value, x: Value, options: ChainLatexOptions = {}): string {
  const {
    form = 'paths',
    definitions = true,
    maxPaths = 16,
  } = checkOptions('chainLatex', options, ['form', 'definitions', 'maxPaths']);
  for (const given of [result, x])
    if (!(given instanceof Value))
      throw new TypeError(
        `Cannot write the chain of a derivative of ${kindOf(given)}: expected two values of the scalar engine; for tensors see toSVG()`,
      );
  const order = topologicalOrder(result);
  const between = new Set<Value>([x]); // what depends on x
  for (const value of order) if (value.inputs.some((input) => between.has(input))) between.add(value);
  if (!order.includes(x) || !between.has(result))
    throw new Error('Cannot write the chain of a derivative: the result was not computed from that value');
  const names = symbols(order);
  const words: Words = { nameOf: (value) => names.get(value)!, between };
  const lines = definitions
    ? order.filter(({ operation }) => operation !== null).map((value) => defined(value, words))
    : [];
  lines.push(...(form === 'paths' ? byPaths(result, x, words, maxPaths) : bySteps(order, result, x, words)));
  return `\\begin{aligned}\n${lines.join(' \\\\\n')}\n\\end{aligned}`;
}

interface Words {
  /** Symbol of a value; the number itself for plain numbers. */
  nameOf(value: Value): string;
  /** Values that depend on x, and x. */
  readonly between: ReadonlySet<Value>;
}

function symbols(order: readonly Value[]): Map<Value, string> {
  let unnamed = 0;
  const names = new Map<Value, string>();
  for (const value of order) {
    const { name, isConstant, data } = value;
    names.set(value, name !== null ? symbol(name) : isConstant ? number(data) : `v_{${++unnamed}}`);
  }
  return names;
}

/** `d &= a \cdot b = 2 \cdot 3 = 6` */
function defined(value: Value, { nameOf }: Words): string {
  const inSymbols = operationOf(value, nameOf);
  const inNumbers = operationOf(value, ({ data }) => number(data));
  const parts = [inSymbols, ...(inNumbers === inSymbols ? [] : [inNumbers]), bare(number(value.data))];
  return `${nameOf(value)} &= ${parts.join(' = ')}`;
}

function operationOf({ operation, inputs }: Value, write: (value: Value) => string): string {
  const [a = '', b = '', ...more] = inputs.map(write);
  return (
    notationOf(operation!)?.value(a, b) ??
    `${symbol(operation!)}\\left(${[a, b, ...more].slice(0, inputs.length).map(bare).join(', ')}\\right)`
  );
}

function byPaths(result: Value, x: Value, words: Words, maxPaths: number): string[] {
  const { nameOf } = words;
  const paths = pathsBetween(result, x, words, maxPaths);
  const sum = (write: (link: Link) => string): string =>
    paths.map((path) => path.map((link) => factor(write(link), path.length)).join(' \\cdot ')).reduce(plus);
  const head = `${derivative(nameOf(result), nameOf(x))} &=`;
  if (result === x) return [`${head} 1`];
  const total = paths.reduce((all, path) => all + path.reduce((product, link) => product * slopeOf(link), 1), 0);
  const inSlopes = sum((link) => slopeInSymbols(link, nameOf));
  const inNumbers = sum((link) => number(slopeOf(link)));
  const answer = bare(number(total));
  const isOneStep = paths.length === 1 && paths[0]!.length === 1;
  return [
    ...(isOneStep
      ? [`${head} ${inSlopes}`]
      : [`${head} ${sum((link) => partial(nameOf(link.value), nameOf(link.input)))}`, `&= ${inSlopes}`]),
    bare(inNumbers) === answer ? `&= ${answer}` : `&= ${inNumbers} = ${answer}`,
  ];
}

/** From a value to one of its inputs, which may stand in several places of the operation, as in x · x. */
interface Link {
  readonly value: Value;
  readonly input: Value;
}

/** Every way from the result down to x. */
function pathsBetween(result: Value, x: Value, { between }: Words, maxPaths: number): Link[][] {
  const found: Link[][] = [];
  const open: { at: Value; path: Link[] }[] = [{ at: result, path: [] }];
  while (open.length > 0) {
    const { at, path } = open.pop()!;
    if (at === x) {
      if (found.push(path) > maxPaths)
        throw new RangeError(
          `Cannot write the chain of a derivative path by path: found more than ${maxPaths}; use { form: 'steps' }`,
        );
      continue;
    }
    for (const input of [...new Set(at.inputs)].reverse())
      if (between.has(input)) open.push({ at: input, path: [...path, { value: at, input }] });
  }
  return found;
}

function bySteps(order: readonly Value[], result: Value, x: Value, { nameOf, between }: Words): string[] {
  const name = nameOf(result);
  const way = order.filter((value) => between.has(value));
  const gradients = new Map<Value, number>([[result, 1]]);
  const lines = [`${derivative(name, name)} &= 1`];
  for (const input of [...way].reverse()) {
    if (input === result) continue;
    const uses = way.filter((value) => value.inputs.includes(input)).map((value) => ({ value, input }));
    const total = uses.reduce((sum, link) => sum + gradients.get(link.value)! * slopeOf(link), 0);
    gradients.set(input, total);
    const inSymbols = uses.map(
      (link) => `${derivative(name, nameOf(link.value))} \\cdot ${factor(slopeInSymbols(link, nameOf), 2)}`,
    );
    const inNumbers = uses.map((link) => `${number(gradients.get(link.value)!)} \\cdot ${number(slopeOf(link))}`);
    const parts = [inSymbols.reduce(plus), inNumbers.reduce(plus), bare(number(total))];
    lines.push(`${derivative(name, nameOf(input))} &= ${parts.join(' = ')}`);
    if (input === x) break;
  }
  return lines;
}

/** How the result changes with x in all. */
function derivative(y: string, x: string): string {
  return `\\frac{\\mathrm{d} ${y}}{\\mathrm{d} ${x}}`;
}

/** How an operation changes with one of its inputs. */
function partial(y: string, x: string): string {
  return `\\frac{\\partial ${y}}{\\partial ${x}}`;
}

/** The local slope: where the input stands in several places, their sum. */
function slopeOf({ value, input }: Link): number {
  return value.inputs.reduce((sum, each, i) => sum + (each === input ? value.slopes[i]! : 0), 0);
}

/** The same in symbols; of rules without a notation as the derivative itself. */
function slopeInSymbols({ value, input }: Link, nameOf: (value: Value) => string): string {
  const [a = '', b = ''] = value.inputs.map(nameOf);
  const notation = notationOf(value.operation!);
  if (!notation) return partial(nameOf(value), nameOf(input));
  const slopes = notation.slopes(a, b, nameOf(value));
  return slopes.filter((_, i) => value.inputs[i] === input).reduce(plus);
}

/** In brackets where a product would tear it apart. */
function factor(text: string, among: number): string {
  return among > 1 && (text.startsWith('-') || / [+-] /.test(text.replaceAll(/\{[^{}]*\}|\\left.*\\right./g, '')))
    ? `\\left(${text}\\right)`
    : text;
}

function plus(sum: string, term: string): string {
  return `${sum} + ${term}`;
}
