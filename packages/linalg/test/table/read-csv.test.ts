import { expect, test } from 'vitest';
import { Random } from '../../src/random.ts';
import { readCSV } from '../../src/table/read-csv.ts';

const column = (text: string, options?: Parameters<typeof readCSV>[1]) =>
  readCSV(text, options).rows.map((row) => row.x);

test('readCSV() reads columns of numbers as numbers and dates as text', () => {
  const table = readCSV('day,max\n2012-01-01,12.8\n2012-01-02,-3e1\n');
  expect(table.columns).toEqual(['day', 'max']);
  expect(table.rows).toEqual([
    { day: '2012-01-01', max: 12.8 },
    { day: '2012-01-02', max: -30 },
  ]);
});

test.each(['', 'NA', 'NaN', 'nan', 'null', '""', ' '])(
  'readCSV() reads %j in a column of numbers as missing',
  (field) => {
    expect(column(`x,y\n1,a\n${field},b\n`)).toEqual([1, null]);
  },
);

test('readCSV() reads an empty field among text as missing, but not one in quotes', () => {
  expect(column('x,y\na,1\n,2\n"",3\n"NA",4\nNA,5')).toEqual(['a', null, '', 'NA', null]);
});

test('readCSV() takes other words for missing values', () => {
  expect(column('x\n1\n-\n', { missing: ['-'] })).toEqual([1, null]);
  expect(column('x\nNA\nDE\n', { missing: [] })).toEqual(['NA', 'DE']);
});

test('readCSV() reads a column as text where one field is no number', () => {
  expect(column('x\n1\n2\n3 m\n')).toEqual(['1', '2', '3 m']);
  expect(column('x\n0x10\n')).toEqual(['0x10']);
  expect(column('x\nInfinity\n')).toEqual(['Infinity']);
});

test('readCSV() keeps whole numbers that a number cannot hold as text', () => {
  expect(column('x\n1\n9007199254740993\n')).toEqual(['1', '9007199254740993']);
});

test('readCSV() keeps chosen columns as text', () => {
  expect(column('x\n01067\n', { text: ['x'] })).toEqual(['01067']);
  expect(column('x\n01067\n')).toEqual([1067]);
});

test('readCSV() of a column without any value leaves it missing', () => {
  expect(column('x,y\n,1\n,2\n')).toEqual([null, null]);
});

test('readCSV() reads numbers in quotes, with signs, spaces and bare points', () => {
  expect(column('x\n"1.5"\n +.5 \n5.\n1E3\n')).toEqual([1.5, 0.5, 5, 1000]);
});

test('readCSV() reads files without names where they are given', () => {
  expect(column('1\n2\n', { columns: ['x'] })).toEqual([1, 2]);
});

test('readCSV() passes over empty lines, except in a table of one column, where they are missing values', () => {
  expect(readCSV('x,y\n1,2\n\n3,4\n\n').rows).toHaveLength(2);
  expect(column('x\n1\n\n3\n')).toEqual([1, null, 3]);
});

test('readCSV() reads a table that has names only', () => {
  expect(readCSV('a,b\r\n')).toEqual({ columns: ['a', 'b'], rows: [] });
});

test('readCSV() lets a column be called __proto__', () => {
  const row = readCSV('__proto__,a\n1,2').rows[0]!;
  expect(Object.keys(row)).toEqual(['__proto__', 'a']);
  expect(Object.getPrototypeOf(row)).toBe(Object.prototype);
});

test.each([
  ['', 'Cannot read CSV: line 1 is empty, wanted the names of columns'],
  ['a,b\n1,2\n3\n', 'Cannot read CSV: line 3 has 1 field, wanted 2: a, b'],
  ['a,b\n"1\n",2\n3,4,5\n', 'Cannot read CSV: line 4 has 3 fields, wanted 2: a, b'],
  ['a,b,a\n', 'Cannot read CSV: columns 1 and 3 are both named a'],
  ['a,,b\n', 'Cannot read CSV: column 2 has no name'],
])('readCSV() of %j says what is wrong and where', (text, message) => {
  expect(() => readCSV(text)).toThrow(message);
});

test('readCSV() refuses a delimiter that is no single character, and text columns that are not there', () => {
  expect(() => readCSV('a', { delimiter: '||' })).toThrow('the delimiter is "||", wanted one character');
  expect(() => readCSV('a', { delimiter: '"' })).toThrow('wanted one character');
  expect(() => readCSV('a,b', { text: ['c'] })).toThrow('Cannot keep column c as text: found a, b');
});

test('readCSV() reads back what any RFC 4180 writer wrote', () => {
  const random = new Random(4);
  const pieces = ['a', 'é', '"', ',', '\n', '\r\n', ' ', ';', 'x"y', '𝄞'];
  for (let round = 0; round < 200; round++) {
    const [width, height] = [2 + random.int(3), random.int(4)];
    const names = Array.from({ length: width }, (_, i) => `c${i}`);
    const rows = Array.from({ length: height }, () =>
      names.map(() => `q${Array.from({ length: random.int(5) }, () => pieces[random.int(pieces.length)]).join('')}`),
    );
    const written = (field: string) =>
      /["\r\n,]/.test(field) || random.int(3) === 0 ? `"${field.replaceAll('"', '""')}"` : field;
    const end = ['\n', '\r\n', '\r'][random.int(3)]!;
    const text = [names, ...rows].map((row) => row.map(written).join(',')).join(end) + (random.int(2) ? end : '');
    expect(readCSV(text).rows.map((row) => names.map((name) => row[name]))).toEqual(rows);
  }
});
