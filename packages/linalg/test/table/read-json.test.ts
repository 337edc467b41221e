import { expect, test } from 'vitest';
import { readJSON } from '../../src/table/read-json.ts';

test('readJSON() reads a list of records; what a record lacks is missing', () => {
  expect(readJSON('[{"a": 1, "b": "x"}, {"b": null, "c": true}]')).toEqual({
    columns: ['a', 'b', 'c'],
    rows: [
      { a: 1, b: 'x', c: null },
      { a: null, b: null, c: true },
    ],
  });
});

test('readJSON() reads an object of columns', () => {
  expect(readJSON('{"a": [1, 2], "b": ["x", null]}')).toEqual({
    columns: ['a', 'b'],
    rows: [
      { a: 1, b: 'x' },
      { a: 2, b: null },
    ],
  });
});

test('readJSON() reads empty tables and a byte order mark', () => {
  expect(readJSON('\ufeff[]')).toEqual({ columns: [], rows: [] });
  expect(readJSON('{}')).toEqual({ columns: [], rows: [] });
});

test('readJSON() does not read inherited properties as cells', () => {
  expect(readJSON('[{"toString": 1}, {"a": 2}]').rows[1]).toEqual({ toString: null, a: 2 });
});

test.each([
  ['3', 'found a number, wanted a list of records or columns'],
  ['null', 'found null, wanted a list of records or columns'],
  ['[{"a": 1}, 2]', 'row 2 is a number, wanted a record'],
  ['[{"a": 1}, {"a": [1]}]', 'row 2, column a holds a list'],
  ['{"a": [{}]}', 'row 1, column a holds an object'],
  ['{"a": [1], "b": [1, 2]}', 'a has 1 rows, b has 2'],
  ['{"a": [1], "b": 2}', 'column b is a number, wanted a list'],
])('readJSON() of %s says what is wrong and where', (text, message) => {
  expect(() => readJSON(text)).toThrow(`Cannot read a JSON table: ${message}`);
});

test('readJSON() of broken JSON throws a SyntaxError', () => {
  expect(() => readJSON('[{"a": 1},\n {"a" 2}]')).toThrow(SyntaxError);
  expect(() => readJSON('[{"a": 1},\n {"a" 2}]')).toThrow(/^Cannot read JSON: line 2, column 7: /);
});
