import { table } from '@zero-to-gpt/lesson-kit';
import { describe, expect, test } from 'vitest';

describe('table', () => {
  test('sets objects in columns, numbers at the right', () => {
    const rows = [
      { model: 'mean', loss: 75.766 },
      { model: 'persistence', loss: 8.58, best: true },
    ];
    expect(table(rows)).toBe(
      ['   model          loss  best', '0  mean         75.766', '1  persistence    8.58  true'].join('\n'),
    );
  });

  test('sets arrays in columns', () => {
    expect(
      table([
        [1, 22],
        [333, 4],
      ]),
    ).toBe(['     0   1', '0    1  22', '1  333   4'].join('\n'));
  });

  test('sets plain values in a column of their own', () => {
    expect(table({ a: 1, b: 'two' })).toBe(['   value', 'a  1', 'b  two'].join('\n'));
  });

  test('formats what is no table', () => {
    expect(table(3)).toBe('3');
    expect(table('text')).toBe("'text'");
  });
});
