import { expect, test } from 'vitest';
import { table } from '../src/table.ts';

test('table() prints rows as Markdown with three significant digits', () => {
  const row = { id: 'gpt-small.1t/pytorch', ours: 88.71, peer: 52.7, unit: 'ms', ratio: 0.594, spread: 0.0312 };
  expect(table([row])).toBe(
    [
      '| benchmark            | ours | peer | unit |  ratio | spread |',
      '| -------------------- | ---: | ---: | ---- | -----: | -----: |',
      '| gpt-small.1t/pytorch | 88.7 | 52.7 | ms   | 0.594× |  3.1 % |',
    ].join('\n'),
  );
});

test('table() shows a dash for what was not measured, and why below', () => {
  const row = { id: 'x/y', ours: 5, peer: NaN, unit: 'ms', ratio: NaN, spread: NaN, note: 'not installed' };
  const lines = table([row]).split('\n');
  expect(lines[2]).toBe('| x/y       | 5.00 |    — | ms   |     — |      — |');
  expect(lines.slice(3)).toEqual(['', '- `x/y`: not installed']);
});
