import { expect, test } from 'vitest';
import { csvRecords } from '../../src/table/csv-records.ts';

const records = (text: string, delimiter = ',') =>
  [...csvRecords(text, delimiter)].map((record) => record.fields.map((field) => field.text));

test('csvRecords() splits fields at delimiters and records at line ends', () => {
  expect(records('a,b\n1,2\n')).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test.each([
  ['CRLF', 'a,b\r\n1,2\r\n'],
  ['CR', 'a,b\r1,2\r'],
  ['no last line end', 'a,b\n1,2'],
  ['a byte order mark', '\ufeffa,b\n1,2'],
])('csvRecords() reads files with %s alike', (_, text) => {
  expect(records(text)).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});

test('csvRecords() takes delimiters, line ends and doubled quotes inside quotes as text', () => {
  expect(records('"a,b","say ""hi""","x\r\ny",""')).toEqual([['a,b', 'say "hi"', 'x\r\ny', '']]);
});

test('csvRecords() tells the line of each record, counting those inside quotes', () => {
  expect([...csvRecords('a\n"b\r\nc\nd"\ne', ',')].map(({ line }) => line)).toEqual([1, 2, 5]);
});

test('csvRecords() tells quoted fields from plain ones', () => {
  expect([...csvRecords('"NA",NA', ',')][0]!.fields.map(({ quoted }) => quoted)).toEqual([true, false]);
});

test('csvRecords() keeps empty fields at both ends and empty lines', () => {
  expect(records(',a,\n\nb')).toEqual([['', 'a', ''], [''], ['b']]);
});

test('csvRecords() of nothing gives no records', () => {
  expect(records('')).toEqual([]);
  expect(records('\ufeff')).toEqual([]);
});

test('csvRecords() takes other delimiters', () => {
  expect(records('a;b,c', ';')).toEqual([['a', 'b,c']]);
});

test.each([
  ['a,b\n1,"x', 'line 2, column 3: this quote is never closed'],
  ['a,"b\nc",d"e', 'line 2, column 5: found a quote inside a field'],
  ['"a"b,c', 'line 1, column 4: found "b" after a closing quote, wanted , or the line\'s end'],
  ['"a\n\nb"c', 'line 3, column 3: found "c" after a closing quote'],
  ['a\r\nb\r\n5" disk', 'line 3, column 2: found a quote inside a field'],
])('csvRecords() of %j names line and column', (text, message) => {
  expect(() => records(text)).toThrow(`Cannot read CSV: ${message}`);
});
