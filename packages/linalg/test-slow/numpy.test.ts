import { lacks } from '@zero-to-gpt/build/needs';
import * as library from '@zero-to-gpt/linalg';
import { cpu, type Device, type DType, type MemoryStats, NDArray, reference, tidy } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { beforeAll, describe, expect, test } from 'vitest';
import { difference } from '../src/testing/compare.ts';
import { alongAxes } from './numpy/along-axes.ts';
import { type Answer, type Answered, ask, ourDType } from './numpy/ask.ts';
import { Draw, place } from './numpy/draw.ts';
import { elementwise } from './numpy/elementwise.ts';
import { makers } from './numpy/makers.ts';
import { products } from './numpy/products.ts';
import { routines } from './numpy/routines.ts';
import type { Drawing, Operands, Row } from './numpy/row.ts';
import { shapes } from './numpy/shapes.ts';

/** Memory, devices, scopes, random numbers and the like; `data` and `shape` are read in every case. */
const withoutCounterpart: readonly string[] = [
  ...['storage', 'dtype', 'data', 'to', 'dispose', 'isDisposed', 'leaveScopes', 'constructor', 'NDArray'],
  ...[
    'createCPU',
    'createReference',
    'scope',
    'tidy',
    'unscoped',
    'traceArrays',
    'callSite',
    'checkOptions',
    'nearest',
    'hostArray',
    'formatArray',
  ],
  ...['bytesOf', 'commonDType', 'dtypeOf', 'isFloat', 'normalizeAxes', 'normalizeAxis'],
  ...['Random', 'defaultRandom', 'seed', 'numericalGradient', 'math.sigmoid'],
];

/** Random cases of each row. */
const CASES = 60;

interface Case extends Drawing {
  readonly index: number;
  answer: Answer;
}

const groups = { elementwise, makers, shapes, 'along axes': alongAxes, products, 'linear algebra': routines } as const;
const rows: readonly Row[] = Object.values(groups).flat();

describe.skipIf(lacks('numpy'))('agrees with NumPy', () => {
  const cases = new Map<Row, Case[]>();
  beforeAll(() => {
    for (const row of rows)
      cases.set(
        row,
        Array.from({ length: CASES }, (_, index) => ({ ...row.draw(new Draw(row.name, index)), index, answer: [] })),
      );
    const all = [...cases].flatMap(([{ theirs }, list]) => list.map((one) => ({ theirs, one })));
    const answers = ask(all.map(({ theirs, one: { arrays, o } }) => ({ arrays, o, theirs })));
    for (const [i, { one }] of all.entries()) one.answer = answers[i]!;
  });

  test('row names are unique', () => expect(new Set(rows.map(({ name }) => name)).size).toBe(rows.length));

  test('every function and method has a row, unless NumPy has none of its kind', () => {
    const compared = new Set(rows.flatMap(({ name }) => name.split(/ and |[ ,]/)));
    const functions = Object.entries(library).filter(([, value]) => typeof value === 'function');
    const names = [
      ...Object.getOwnPropertyNames(NDArray.prototype),
      ...functions.map(([name]) => name),
      ...Object.keys(library.linalg).map((name) => `linalg.${name}`),
      ...Object.keys(library.math).map((name) => `math.${name}`),
    ];
    expect(names.filter((name) => !compared.has(name)).toSorted()).toEqual([...withoutCounterpart].toSorted());
  });

  for (const [group, list] of Object.entries(groups))
    describe(group, () => {
      for (const row of list)
        test(row.name, async () => {
          let answered = 0;
          for (const one of cases.get(row)!)
            for (const device of [reference, cpu, new QueuedDevice()]) {
              const found = await verdict(row, one, device);
              const { arrays, o, index, answer } = one;
              const shown = arrays.map(({ dtype, shape, strides }) => `${dtype} [${shape}] by [${strides}]`).join(', ');
              expect(found, `case ${index} on ${device.name}: ${shown}, ${JSON.stringify(o)}`).toBe('');
              answered += +!('error' in answer);
            }
          expect(answered).toBeGreaterThan(CASES); // most cases must be good input
        });
    });
});

/** NumPy lets a scalar have an axis 0 here and there. */
const scalars = /the array has 0 axes/;

/** How ours differs from NumPy's, or misbehaves; '' where it does not. */
async function verdict(row: Row, one: Case, device: TestDevice): Promise<string> {
  const before = device.stats().bytes;
  const placed = one.arrays.map((drawn) => place(drawn, device));
  const versions = placed.map(({ storage }) => storage.version);
  const found = await outcome(one, placed);
  const written = placed.some(({ storage }, i) => storage.version !== versions[i]);
  for (const x of placed) x.dispose();
  if (device.stats().bytes !== before) return `${device.stats().bytes - before} bytes are left`;
  if (written && !row.inPlace) return 'it writes into its input';
  const { answer, arrays } = one;
  if ('error' in found) {
    if ('error' in answer || row.refuses?.test(found.error) || scalars.test(found.error)) return '';
    if (!device.readSync && /use `await/.test(found.error)) return ''; // needs values at once, and says so
    return `ours throws ${found.error}, NumPy gives ${JSON.stringify(answer)}`;
  }
  if ('error' in answer) return `NumPy raises ${answer.error}, ours gives ${JSON.stringify(found)}`;
  if (found.length !== answer.length) return `ours gives ${found.length} results, NumPy ${answer.length}`;
  const inputs = arrays.map(({ dtype }) => dtype);
  return found.map((x, i) => compare(row, x, answer[i]!, inputs)).find((text) => text !== '') ?? '';
}

/** What ours gives, on the host, and freed. */
async function outcome({ ours }: Case, [a, b, c]: readonly NDArray[]): Promise<(Found | string)[] | { error: string }> {
  try {
    const result = tidy(() => ours({ a, b, c } as Operands)); // a row reads what it drew
    const list = typeof result === 'object' && !(result instanceof NDArray) ? result : [result];
    try {
      return await Promise.all(list.map(onHost));
    } finally {
      for (const x of list) if (x instanceof NDArray) x.dispose();
    }
  } catch (error) {
    if (error instanceof RangeError || error instanceof TypeError) return { error: error.message };
    throw error;
  }
}

/** Every device of these tests counts its bytes. */
type TestDevice = Device & { stats(): MemoryStats };

interface Found {
  readonly dtype: DType | null;
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}

async function onHost(x: NDArray | number | string): Promise<Found | string> {
  if (typeof x === 'string') return x;
  if (typeof x === 'number') return { dtype: null, shape: [], data: [x] };
  return { dtype: x.dtype, shape: x.shape, data: await x.data() };
}

function compare(row: Row, ours: Found | string, theirs: Answered, inputs: readonly DType[]): string {
  if (typeof ours === 'string' && ours.startsWith('NDArray(')) return ''; // nothing to print before it was awaited
  if (typeof ours === 'string' || 'text' in theirs)
    return 'text' in theirs && ours === theirs.text ? '' : `${JSON.stringify(ours)} is not ${JSON.stringify(theirs)}`;
  const rule = ourDType(theirs.dtype, inputs);
  const dtype = row.dtype?.(rule, inputs, theirs.dtype) ?? rule;
  if (ours.dtype !== null && ours.dtype !== dtype)
    return `the dtypes differ: found ${ours.dtype}, wanted ${dtype} (NumPy's ${theirs.dtype})`;
  const tolerance = (row.tolerance ?? 2e-5) * (ours.dtype === 'float32' ? 1 : 1e-6);
  const wanted = { ...theirs, data: ours.dtype === 'float32' ? Float32Array.from(theirs.data) : theirs.data };
  return difference(ours, wanted, { rtol: tolerance, atol: tolerance });
}
