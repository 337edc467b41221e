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
