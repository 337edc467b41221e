import { arange, array, type NDArray, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { arrayTable } from '../../worker/array-table.ts';

const tableOf = (x: NDArray) => arrayTable(x, { 'text/plain': String(x) });
/** Rows of cells of the only table. */
const cells = (html: string | undefined) =>
  [...(html ?? '').matchAll(/<tr>(.*?)<\/tr>/g)].map(([, row]) =>
    [...row!.matchAll(/<t[hd][^>]*>(.*?)</g)].map(([, text]) => text),
  );

describe('arrayTable', () => {
  test('names shape, type, rows and columns of a matrix', () => {
    const html = tableOf(
      array([
        [1, 2.5],
        [3, 4],
      ]),
    );
    expect(html).toContain('<caption>float32 [2, 2]</caption>');
    expect(html).toContain('<th scope="row">1</th><td>3.</td>');
    expect(cells(html)).toEqual([
      ['', '0', '1'],
      ['0', '1.', '2.5'],
      ['1', '3.', '4.'],
    ]);
  });

  test('shows a vector as one row', () => {
    expect(cells(tableOf(array([1, 2, 3])))).toEqual([
      ['0', '1', '2'],
      ['1.', '2.', '3.'],
    ]);
  });

  test('leaves out what the text leaves out, and counts on behind it', () => {
    const html = tableOf(arange(100 * 40).reshape(100, 40));
    expect(cells(html)[0]).toEqual(['', '0', '1', '2', '…', '37', '38', '39']);
    expect(cells(html).map((row) => row[0])).toEqual(['', '0', '1', '2', '…', '97', '98', '99']);
    expect(cells(html)[4]).toEqual(['…', '…', '…', '…', '…', '…', '…', '…']);
    expect(cells(html).at(-1)!.at(-1)).toBe('3.999e+03');
  });

  test('shows higher arrays slice by slice', () => {
    const html = tableOf(zeros([2, 2, 1, 3]))!;
    expect([...html.matchAll(/<caption>(.*?)</g)].map(([, text]) => text)).toEqual(
      ['0, 0', '0, 1', '1, 0', '1, 1'].map((at) => `float32 [2, 2, 1, 3] · slice [${at}, :, :]`),
    );
  });

  test('leaves the text alone where a table would not help', () => {
    expect(tableOf(array(3))).toBeUndefined();
    expect(tableOf(zeros([0, 3]))).toBeUndefined();
    expect(tableOf(zeros([50]))).toBeUndefined();
    expect(tableOf(zeros([20, 2, 2]))).toBeUndefined();
    expect(arrayTable('[1]', { 'text/plain': '[1]' })).toBeUndefined();
    expect(arrayTable({ shape: [1], dtype: 'float32' }, { 'text/plain': '[<b>]]' })).toBeUndefined();
  });

  test('is not fooled by what looks like an array', () => {
    const fake = { shape: [1], dtype: '<img src=x onerror=alert(1)>' };
    expect(arrayTable(fake, { 'text/plain': '[1]' })).toBeUndefined();
    expect(arrayTable({ shape: [1], dtype: 'float32' }, { 'text/plain': '[<script>]' })).toBeUndefined();
  });
});
