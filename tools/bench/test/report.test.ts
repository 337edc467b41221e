import { expect, test } from 'vitest';
import { describeLoad } from '../src/machine.ts';
import { report } from '../src/report.ts';

const row = { id: 'a/b', ours: 1, peer: 2, unit: 'ms', ratio: 2, spread: 0.01 };

test('report() holds the command, the facts and the table', () => {
  const text = report({ command: 'npm run bench -- engine --write', facts: ['Processor: P', 'Node v24'], rows: [row] });
  expect(text).toMatch(/^# Benchmarks\n\nWritten by `npm run bench -- engine --write`\.\n/);
  expect(text).toContain('\n- Processor: P\n- Node v24\n');
  expect(text).toContain('| a/b       | 1.00 | 2.00 | ms   | 2.00× |  1.0 % |');
});

test('describeLoad() warns of figures taken on a busy machine', () => {
  expect(describeLoad({ before: 0.4, after: 2 }, 2)).toBe('Load 0.4 before, 2.0 at the end, our own work included');
  expect(describeLoad({ before: 3, after: 2 }, 2)).toMatch(/Other programs kept the cores busy: /);
});
