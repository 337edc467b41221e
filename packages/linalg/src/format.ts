import { type DType, isFloat, type TypedArray } from './dtype.ts';
import { type Shape, sizeOf } from './shape.ts';

/** How arrays are printed. */
export interface PrintOptions {
  /** Digits after the point at most. */
  readonly precision?: number;
  /** Arrays of more elements show their edges only. */
  readonly threshold?: number;
  /** Elements shown at each edge. */
  readonly edgeItems?: number;
  /** Characters a line at most. */
  readonly lineWidth?: number;
}

/**
 * The elements as nested brackets with aligned columns, like NumPy's: whole numbers end in a point, very large and
 * very small ones switch all to exponents, long axes show `...` between their edges.
 */
export function formatArray(data: TypedArray, shape: Shape, dtype: DType, options: PrintOptions = {}): string {
  const { precision = 8, threshold = 1000, edgeItems = 3, lineWidth = 75 } = options;
  if (sizeOf(shape) === 0) return '[]';
  const edge = sizeOf(shape) > threshold ? edgeItems : Infinity;
  const shown = visible(data, shape, edge);
  const words = isFloat(dtype)
    ? floatWords(shown, dtype === 'float32' ? Math.fround : (x) => x, precision)
    : Array.from(shown, String);
  const width = Math.max(0, ...words.map((w) => w.length));
  let next = 0;
  const word = () => words[next++]!.padStart(width);

  const brackets = (axis: number): string => {
    if (axis === shape.length) return shape.length === 0 ? words[0]! : word();
    const [length, last] = [shape[axis]!, axis === shape.length - 1];
    const parts: string[] = [];
    for (const i of edges(length, edge)) parts.push(i === null ? '...' : brackets(axis + 1));
    const indent = ' '.repeat(axis + 1);
    return `[${last ? wrap(parts, indent, lineWidth) : parts.join(`\n${'\n'.repeat(shape.length - axis - 2)}${indent}`)}]`;
  };
  return brackets(0);
}

/** Positions shown along an axis; null stands for what is left out. */
function edges(length: number, edge: number): (number | null)[] {
  if (length <= 2 * edge) return Array.from({ length }, (_, i) => i);
  const head = Array.from({ length: edge }, (_, i) => i);
  return [...head, null, ...head.map((i) => length - edge + i)];
}

function visible(data: TypedArray, shape: Shape, edge: number): number[] {
  const out: number[] = [];
  const visit = (axis: number, at: number) => {
    if (axis === shape.length) return void out.push(data[at]!);
    for (const i of edges(shape[axis]!, edge)) if (i !== null) visit(axis + 1, at * shape[axis]! + i);
  };
  visit(0, 0);
  return out;
}

function floatWords(values: readonly number[], round: (x: number) => number, precision: number): string[] {
  const finite = values.filter((x) => Number.isFinite(x) && x !== 0).map(Math.abs);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const exponents = finite.length > 0 && (high >= 1e8 || low < round(1e-4) || round(high / low) > 1000);
  const text = (x: number): [string, string] => {
    const [whole, rest = ''] = shortest(x, round, precision, exponents).split('.') as [string, string?];
    return [whole, rest];
  };
  const special = (x: number) => (Number.isNaN(x) ? 'nan' : x > 0 ? 'inf' : '-inf');
  const parts = values.map((x) => (Number.isFinite(x) ? text(x) : null));
  const digits = Math.max(0, ...parts.map((p) => (p ? p[1].split('e')[0]!.length : 0)));
  return values.map((x, i) => {
    const part = parts[i];
    if (!part) return special(x);
    return exponents ? scientific(x.toExponential(digits)) : `${part[0]}.${part[1].padEnd(digits)}`;
  });
}

/** Fewest digits that read back as the same number, `precision` at most; always with a point. */
function shortest(x: number, round: (x: number) => number, precision: number, exponents: boolean): string {
  for (let digits = 0; digits <= precision; digits++) {
    const text = exponents ? x.toExponential(digits) : x.toFixed(digits);
    if (digits < precision && round(Number(text)) !== x) continue;
    const short = digits ? text.replace(/(\.\d*?)0+(?=e|$)/, '$1') : text; // cut digits may end in zeros
    return exponents ? scientific(short) : `${short}${digits ? '' : '.'}`;
  }
  return String(x);
}

/** `1e+5` → `1.e+05`. */
function scientific(text: string): string {
  const [digits, exponent] = text.split('e') as [string, string];
  const sign = exponent.startsWith('-') ? '-' : '+';
  return `${digits.includes('.') ? digits : `${digits}.`}e${sign}${exponent.replace(/[+-]/, '').padStart(2, '0')}`;
}

function wrap(words: readonly string[], indent: string, lineWidth: number): string {
  const lines: string[] = [];
  let line = '';
  for (const w of words) {
    if (line && indent.length + line.length + 1 + w.length > lineWidth) {
      lines.push(line.trimEnd());
      line = w;
    } else line = line ? `${line} ${w}` : w;
  }
  return [...lines, line].join(`\n${indent}`);
}
