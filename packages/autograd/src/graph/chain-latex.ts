import { topologicalOrder, type Value } from '../value.ts';
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
 * const y = x.mul(x).named('y');
 * chainLatex(y.mul(2).named('L'), x, { definitions: false }).split('\n');
 * // → [
 * //   '\\begin{aligned}',
 * //   '\\frac{\\partial L}{\\partial x} &= \\frac{\\partial L}{\\partial y} \\cdot \\frac{\\partial y}{\\partial x} + \\frac{\\partial L}{\\partial y} \\cdot \\frac{\\partial y}{\\partial x} \\\\',
 * //   '&= 2 \\cdot x + 2 \\cdot x \\\\',
 * //   '&= 2 \\cdot 3 + 2 \\cdot 3 = 12',
 * //   '\\end{aligned}',
 * // ]
 * ```
 * @throws Error where the result does not depend on x; RangeError for more than `maxPaths` paths
 */
export function chainLatex(
  result: Value,
  x: Value,
  { form = 'paths', definitions = true, maxPaths = 16 }: ChainLatexOptions = {},
): string {
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
  const paths = pathsBetween(result, x, words, maxPaths);
  const sum = (write: (link: Link) => string): string =>
    paths.map((path) => path.map((link) => factor(write(link), path.length)).join(' \\cdot ')).reduce(plus);
  const head = partial(words.nameOf(result), words.nameOf(x));
  if (result === x) return [`${head} &= 1`];
  const total = paths.reduce(
    (all, path) => all + path.reduce((product, { value, i }) => product * value.slopes[i]!, 1),
    0,
  );
  const inSlopes = sum((link) => slopeOf(link, words.nameOf));
  const inNumbers = sum(({ value, i }) => number(value.slopes[i]!));
  const answer = bare(number(total));
  return [
    ...(paths.length === 1 && paths[0]!.length === 1
      ? [`${head} &= ${inSlopes}`]
      : [
          `${head} &= ${sum((link) => partial(words.nameOf(link.value), words.nameOf(link.value.inputs[link.i]!)))}`,
          `&= ${inSlopes}`,
        ]),
    bare(inNumbers) === answer ? `&= ${answer}` : `&= ${inNumbers} = ${answer}`,
  ];
}

/** From a value to one of its inputs. */
interface Link {
  readonly value: Value;
  readonly i: number;
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
    for (const [i, input] of [...at.inputs.entries()].reverse())
      if (between.has(input)) open.push({ at: input, path: [...path, { value: at, i }] });
  }
  return found;
}

function bySteps(order: readonly Value[], result: Value, x: Value, words: Words): string[] {
  const { nameOf, between } = words;
  const name = nameOf(result);
  const gradients = new Map<Value, number>([[result, 1]]);
  const lines = [`${partial(name, name)} &= 1`];
  for (const value of order.filter((each) => between.has(each)).reverse()) {
    const uses = order.flatMap((user) =>
      between.has(user) && value !== result
        ? [...user.inputs.entries()].filter(([, input]) => input === value).map(([i]) => ({ value: user, i }))
        : [],
    );
    if (uses.length === 0) continue;
    const total = uses.reduce((sum, { value: user, i }) => sum + gradients.get(user)! * user.slopes[i]!, 0);
    gradients.set(value, total);
    const terms = uses.map((link) => `${partial(name, nameOf(link.value))} \\cdot ${factor(slopeOf(link, nameOf), 2)}`);
    const numbers = uses.map(
      ({ value: user, i }) => `${number(gradients.get(user)!)} \\cdot ${number(user.slopes[i]!)}`,
    );
    lines.push(
      `${partial(name, nameOf(value))} &= ${terms.reduce(plus)} = ${numbers.reduce(plus)} = ${bare(number(total))}`,
    );
    if (value === x) break;
  }
  return lines;
}

function partial(y: string, x: string): string {
  return `\\frac{\\partial ${y}}{\\partial ${x}}`;
}

/** The local slope in symbols; of rules without a notation as the derivative itself. */
function slopeOf({ value, i }: Link, nameOf: (value: Value) => string): string {
  const [a = '', b = ''] = value.inputs.map(nameOf);
  const notation = notationOf(value.operation!);
  return notation ? notation.slopes(a, b, nameOf(value))[i]! : partial(nameOf(value), nameOf(value.inputs[i]!));
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
