import { readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { conformance, members, names } from '../../src/conformance/index.ts';
import * as linalg from '../../src/index.ts';
import * as plain from './plain-ndarray.ts';
import { failures } from './small-runner.ts';

conformance(linalg, { describe, test, expect });
describe('plain lists', () => conformance(plain, { describe, test, expect }));

const source = readFileSync(join(import.meta.dirname, 'plain-ndarray.ts'), 'utf8');

/** The plain implementation with a piece of its text replaced. */
async function broken(from: string, to: string): Promise<object> {
  expect(source.split(from).length).toBe(2);
  const code = stripTypeScriptTypes(source.replace(from, to));
  return (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`)) as object;
}

describe('conformance()', () => {
  const mistakes: [mistake: string, from: string, to: string, says: string][] = [
    [
      'a sum for a mean',
      ' / values.length',
      '',
      'mean({ axis: 0 }) goes down each column: expected [5,10,9] to equal [2.5,5,4.5]',
    ],
    [
      'reductions along the other axis',
      'const at = axis < 0 ? axis + this.shape.length : axis;',
      'const at = this.shape.length - 1 - axis;',
      'sum({ axis: 0 }) goes down each column: expected [9,15]',
    ],
    [
      'shapes matched from the left',
      '...Array<number>(rank - x.shape.length).fill(1), ...x.shape',
      '...x.shape, ...Array<number>(rank - x.shape.length).fill(1)',
      'a row (3) is added to every row of (2, 3)',
    ],
    [
      'only the second array stretched',
      'x.shape[axis] === 1 ? 0 : i',
      'x === b && x.shape[axis] === 1 ? 0 : i',
      'a column (2, 1) minus a row (3) is every pair (2, 3)',
    ],
    [
      'any shapes broadcast',
      'throw new RangeError(`Cannot broadcast',
      'void new RangeError(`Cannot broadcast',
      'broadcasting (2, 3) with (2) throws',
    ],
    [
      'the second factor transposed',
      'other.data[l * n + j!]!',
      'other.data[j! * k + l]!',
      'matmul() sums rows of the first times columns of the second: expected [[17,23],[39,53]] to equal [[19,22],[43,50]]',
    ],
    [
      'T that only turns the shape',
      'this.#at([...index].reverse())',
      'this.data[index[0]! * shape[1]! + index[1]!]!',
      'T turns rows into columns',
    ],
    [
      'an absolute value for a sign',
      'this.data.map(Math.sign)',
      'this.data.map(Math.abs)',
      'sign() is -1, 0 or 1: expected [1.5,0,2] to equal [-1,0,1]',
    ],
    [
      'a stop that is included',
      'range.stop ?? length)',
      '(range.stop ?? length) + 1)',
      'slice({ start, stop }) keeps rows from start to before stop',
    ],
    [
      'no exchange of rows',
      '> Math.abs(rows[best]![k]!)) best = i',
      '> Infinity) best = i',
      'solve() exchanges rows where a pivot is 0',
    ],
    [
      'a singular matrix solved',
      'if (pivot[k] === 0)',
      'if (false)',
      'solve() of a singular matrix throws: expected undefined to throw an error',
    ],
    [
      'a generator that stands still',
      'this.#state = (Math.imul',
      'void (Math.imul',
      'Random gives another order for another seed',
    ],
    ['a missing method', 'readonly sqrt =', 'readonly root =', 'Cannot stand in for linalg: its arrays lack sqrt'],
    ['missing names', 'export const zeros', 'const zeros', 'Cannot stand in for linalg: it does not export zeros'],
  ];
  test.each(mistakes)('names %s', async (_, from, to, says) => {
    const implementation = await broken(from, to);
    expect(failures((api) => conformance(implementation, api)).join('\n')).toContain(says);
  });

  test('passes the plain implementation with a small runner too', () => {
    expect(failures((api) => conformance(plain, api))).toEqual([]);
  });
  test('blames the mean alone for a sum in its place', async () => {
    const implementation = await broken(' / values.length', '');
    const found = failures((api) => conformance(implementation, api));
    expect(found.every((line) => line.startsWith('mean('))).toBe(true);
  });
  test('lists every missing name at once', () => {
    const found = failures((api) => conformance({ array: () => null }, api));
    expect(found).toEqual([expect.stringContaining(names.filter((name) => name !== 'array').join(', '))]);
  });
  test('asks for nothing that our arrays lack', () => {
    const x = linalg.zeros([1]);
    expect(members.filter((name) => !(name in x))).toEqual([]);
  });
});
