import { commonDType } from './dtype.ts';
import { diagonal } from './geometry.ts';
import { NDArray } from './ndarray.ts';
import { tidy } from './scope.ts';
import { sizeOf } from './shape.ts';

/** An array whose axes have names: letters, and numbers for the axes of an ellipsis, counted from the right. */
interface Term {
  readonly x: NDArray;
  readonly axes: readonly string[];
}

/**
 * Einstein's summation: names the axes of each array, multiplies what has the same name, and sums over the names that the
 * result does not have. Without `->` the result has the names that occur once, in alphabetical order. A name twice in one
 * array walks its diagonal; `...` stands for leading axes that broadcast. Arrays are multiplied from left to right, by
 * `matmul` where something is summed; masks and integers give int32.
 *
 * @example
 * ```ts
 * import { array, einsum } from '@zero-to-gpt/linalg';
 *
 * const a = array([[1, 2], [3, 4]]);
 * einsum('ij,jk->ik', a, a).toArray(); // → [[7, 10], [15, 22]]
 * einsum('ii', a).item(); // → 5
 * einsum('ij->j', a).toArray(); // → [4, 6]
 * einsum('ij,j', a, array([1, 2, 3])); // throws Cannot match axis j of "ij,j": it is 2 and 3
 * ```
 * @throws RangeError for subscripts that do not fit the arrays
 */
export function einsum(subscripts: string, ...arrays: NDArray[]): NDArray {
  const { inputs, output } = parse(subscripts, arrays);
  return tidy(() => {
    const found = arrays.map((x) => x.dtype).reduce(commonDType);
    const dtype = found === 'uint8' ? 'int32' : found;
    const terms = arrays.map((x, i) => onceEach(x.dtype === dtype ? x : x.astype(dtype), inputs[i]!, subscripts));
    const sizes = sizesOf(terms, subscripts);
    const wide = terms.map(({ x, axes }) => ({ x: x.expand(...axes.map((a) => sizes.get(a)!)), axes }));
    const result = wide.reduce((left, right, i) =>
      product(left, right, [...output, ...wide.slice(i + 1).flatMap((later) => later.axes)]),
    );
    const { x, axes } = sumOut(result, output);
    return x.permute(...output.map((a) => axes.indexOf(a)));
  });
}

/** The names of every axis of every array and of the result. */
function parse(subscripts: string, arrays: readonly NDArray[]): { inputs: string[][]; output: string[] } {
  const [left, right, more] = subscripts.replaceAll(' ', '').split('->') as [string, string?, string?];
  const texts = left.split(',');
  const bad = [...texts, right ?? ''].find((text) => !/^[a-z]*(\.{3})?[a-z]*$/i.test(text));
  if (bad !== undefined || more !== undefined)
    throw new RangeError(`Cannot read "${subscripts}": expected letters, at most one "..." an array, and one "->"`);
  if (texts.length !== arrays.length)
    throw new RangeError(`Cannot sum over "${subscripts}": it names ${texts.length} arrays, found ${arrays.length}`);
  const inputs = texts.map((text, i) => {
    const { shape, ndim } = arrays[i]!;
    const rest = ndim - text.replace('...', '').length;
    if (rest < 0 || (rest > 0 && !text.includes('...')))
      throw new RangeError(`Cannot read "${text}" as the axes of [${shape}]: it names ${ndim - rest}, found ${ndim}`);
    return names(text, rest);
  });
  const all = inputs.flat();
  const rest = Math.max(0, ...all.map((a) => (isLetter(a) ? 0 : Number(a) + 1)));
  const letters = all.filter(isLetter);
  const once = letters.filter((a) => letters.indexOf(a) === letters.lastIndexOf(a)).sort();
  const output = right === undefined ? [...names('...', rest), ...once] : names(right, rest);
  const wrong = output.find((a, i) => !all.includes(a) || output.indexOf(a) !== i);
  if (wrong !== undefined)
    throw new RangeError(`Cannot give axis ${wrong} in "${subscripts}": expected each axis of an array, once at most`);
  if (rest > 0 && !output.includes('0'))
    throw new RangeError(`Cannot drop the axes of "..." in "${subscripts}": expected "..." after "->" too`);
  return { inputs, output };
}

function names(text: string, rest: number): string[] {
  const ellipsis = Array.from({ length: rest }, (_, i) => String(rest - 1 - i));
  return text.split(/(\.{3})/).flatMap((part) => (part === '...' ? ellipsis : [...part]));
}

function isLetter(axis: string): boolean {
  return axis >= 'A';
}

/** Walks diagonals until no axis of the array is named twice. */
function onceEach(x: NDArray, axes: readonly string[], subscripts: string): Term {
  const j = axes.findIndex((a, k) => axes.indexOf(a) !== k);
  if (j < 0) return { x, axes };
  const name = axes[j]!;
  const i = axes.indexOf(name);
  if (x.shape[i] !== x.shape[j])
    throw new RangeError(`Cannot match axis ${name} of "${subscripts}": it is ${x.shape[i]} and ${x.shape[j]}`);
  const line = new NDArray({ ...diagonal(x, i, j), storage: x.storage }, x.device);
  return onceEach(line, [...axes.filter((_, k) => k !== i && k !== j), name], subscripts);
}

function sizesOf(terms: readonly Term[], subscripts: string): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const { x, axes } of terms)
    axes.forEach((a, i) => {
      const [size, before] = [x.shape[i]!, sizes.get(a) ?? 1];
      if (size !== 1 && before !== 1 && size !== before)
        throw new RangeError(
          `Cannot match axis ${isLetter(a) ? a : '...'} of "${subscripts}": it is ${before} and ${size}`,
        );
      sizes.set(a, before === 1 ? size : before);
    });
  return sizes;
}

/** The product of two terms, summed over the axes that are not wanted any more. */
function product(left: Term, right: Term, wanted: readonly string[]): Term {
  const [a, b] = [sumOut(left, [...right.axes, ...wanted]), sumOut(right, [...left.axes, ...wanted])];
  const both = a.axes.filter((axis) => b.axes.includes(axis));
  const batch = both.filter((axis) => wanted.includes(axis));
  const inner = both.filter((axis) => !wanted.includes(axis));
  const rows = a.axes.filter((axis) => !both.includes(axis));
  const columns = b.axes.filter((axis) => !both.includes(axis));
  const size = (term: Term, axes: readonly string[]) => axes.map((axis) => term.x.shape[term.axes.indexOf(axis)]!);
  const order = ({ x, axes }: Term, ...groups: readonly string[][]) =>
    x.permute(...groups.flat().map((axis) => axes.indexOf(axis)));
  const [B, M, K, N] = [size(a, batch), sizeOf(size(a, rows)), sizeOf(size(a, inner)), sizeOf(size(b, columns))];
  const x = order(a, batch, rows, inner).reshape(...B, M, K); // (B…, M, K)
  const y = order(b, batch, inner, columns).reshape(...B, K, N); // (B…, K, N)
  const out = inner.length > 0 ? x.matmul(y) : x.mul(y);
  return {
    x: out.reshape(...B, ...size(a, rows), ...size(b, columns)),
    axes: [...batch, ...rows, ...columns],
  };
}

/** Sums over the axes that are not wanted. */
function sumOut({ x, axes }: Term, wanted: readonly string[]): Term {
  const gone = axes.flatMap((axis, i) => (wanted.includes(axis) ? [] : [i]));
  return gone.length === 0 ? { x, axes } : { x: x.sum({ axis: gone }), axes: axes.filter((a) => wanted.includes(a)) };
}
