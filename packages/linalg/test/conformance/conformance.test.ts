import { join } from 'node:path';
import { broken, failures, testConformance } from '@zero-to-gpt/build/conformance';
import { expect, test } from 'vitest';
import { conformance, members, names } from '../../src/conformance/index.ts';
import * as linalg from '../../src/index.ts';
import * as plain from './plain-ndarray.ts';

const file = join(import.meta.dirname, 'plain-ndarray.ts');

testConformance({ conformance, names, ours: linalg, plain, file }, [
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
]);

test('a sum in place of the mean is blamed on the mean alone', async () => {
  const implementation = await broken(file, { from: ' / values.length', to: '' });
  const found = failures((api) => conformance(implementation, api));
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((line) => !line.startsWith('mean('))).toEqual([]);
});
test('the suite asks for nothing that our arrays lack', () => {
  const x = linalg.zeros([1]);
  expect(members.filter((name) => !(name in x))).toEqual([]);
});
