import { expect, test } from 'vitest';
import { failed } from './failed.ts';
import { nd } from './nd-array.ts';

/** What is printed of two arrays: the wanted one counts up, the other has these cells wrong. */
async function printed(shape: readonly number[], wrong: readonly number[]): Promise<string[] | undefined> {
  const want = Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i);
  const got = want.map((x) => (wrong.includes(x) ? -1 : x));
  return (await failed((t) => t.close(nd(shape, ...got), nd(shape, ...want))))?.detail?.split('\n');
}

test('small grids are printed whole, columns below columns', async () => {
  expect(await printed([3, 4], [5, 6])).toEqual([
    'Wanted',
    '  0    1    2    3',
    '  4    5    6    7',
    '  8    9   10   11',
    'Yours, wrong values ‹marked›',
    '  0    1    2    3',
    '  4  ‹-1› ‹-1›   7',
    '  8    9   10   11',
  ]);
});

test('large grids are cut around the first wrong cell', async () => {
  expect(await printed([40, 13], [263])).toEqual([
    'Wanted (rows 17 to 22 of 40, columns 0 to 7 of 13)',
    '  221   222   223   224   225   226   227   228 …',
    '  234   235   236   237   238   239   240   241 …',
    '  247   248   249   250   251   252   253   254 …',
    '  260   261   262   263   264   265   266   267 …',
    '  273   274   275   276   277   278   279   280 …',
    '  286   287   288   289   290   291   292   293 …',
    'Yours, wrong values ‹marked›',
    '  221   222   223   224   225   226   227   228 …',
    '  234   235   236   237   238   239   240   241 …',
    '  247   248   249   250   251   252   253   254 …',
    '  260   261   262   ‹-1›  264   265   266   267 …',
    '  273   274   275   276   277   278   279   280 …',
    '  286   287   288   289   290   291   292   293 …',
  ]);
});

test('long lists are cut on both sides', async () => {
  expect(await printed([100], [50])).toEqual([
    'Wanted (places 46 to 53 of 100)',
    ' … 46   47   48   49   50   51   52   53 …',
    'Yours, wrong values ‹marked›',
    ' … 46   47   48   49  ‹-1›  51   52   53 …',
  ]);
});

test('of more than two axes the matrix with the first wrong cell is printed', async () => {
  expect(await printed([2, 3, 2, 2], [18])).toEqual([
    'Wanted ([1, 1, :, :])',
    '  16   17',
    '  18   19',
    'Yours, wrong values ‹marked›',
    '  16   17',
    ' ‹-1›  19',
  ]);
});

test('numbers get as many digits as their difference needs', async () => {
  const failure = await failed((t) => t.close([1.00001, 1 / 3], [1, 1 / 3], { rtol: 0, atol: 1e-6 }));
  expect(failure?.detail?.split('\n').slice(1, 4)).toEqual([
    '        1   0.33333333',
    'Yours, wrong values ‹marked›',
    ' ‹1.00001›  0.33333333',
  ]);
});

test('tiny and huge numbers keep their exponent', async () => {
  const failure = await failed((t) => t.close([1e-9, 123456789.5, 1e21], [1e-9, 123456789.5, 2e21]));
  expect(failure?.detail).toContain('1e-9   123460000  ‹1e+21›');
});
