import { expect, test } from 'vitest';
import { sideBySide } from '../../src/cli/columns.ts';

test('sideBySide() lays texts beside each other under their titles', () => {
  const columns = [
    { title: 'before', text: 'ab' },
    { title: 'after', text: 'one two\nthree' },
  ];
  expect(sideBySide(columns, { width: 43 })).toBe(
    [
      'before               │ after',
      '──────────────────── │ ────────────────────',
      'ab                   │ one two',
      '                     │ three',
    ].join('\n'),
  );
});

test('sideBySide() breaks lines at spaces, and words that are too long inside', () => {
  expect(
    sideBySide([{ title: 't', text: 'call me ishmael' }], { width: 8 })
      .split('\n')
      .slice(2),
  ).toEqual(['call me', 'ishmael']);
  expect(
    sideBySide([{ title: 't', text: 'abcdefghij' }], { width: 4 })
      .split('\n')
      .slice(2),
  ).toEqual(['abcd', 'efgh', 'ij']);
});

test('sideBySide() shows so many rows and no more', () => {
  expect(
    sideBySide([{ title: 't', text: 'a\nb\nc' }], { rows: 2 })
      .split('\n')
      .slice(2),
  ).toEqual(['a', 'b']);
});

test('sideBySide() puts columns below each other where there is no room', () => {
  const columns = ['a', 'b', 'c'].map((title) => ({ title, text: 'x' }));
  expect(sideBySide(columns, { width: 40 })).not.toContain('│');
  expect(sideBySide(columns, { width: 80 })).toContain('│');
});

test('sideBySide() lets no control character through to the terminal', () => {
  expect(sideBySide([{ title: 't', text: 'a\u001b[31mb\tc\r\nd' }])).toContain('a·[31mb  c\nd');
});

test('sideBySide() counts characters, not UTF-16 units', () => {
  const columns = [
    { title: 'a', text: '🐳🐳' },
    { title: 'b', text: 'x' },
  ];
  expect(sideBySide(columns, { width: 43 })).toContain(`🐳🐳${' '.repeat(18)} │ x`);
});
