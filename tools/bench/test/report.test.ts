import { expect, test } from 'vitest';
import { report } from '../src/report.ts';

const row = { id: 'a/b', ours: 1, peer: 2, unit: 'ms', ratio: 2, spread: 0.01 };

test('report() holds the command, the facts and the table', () => {
  const text = report({ command: 'npm run bench -- engine --write', facts: ['Processor: P', 'Node v24'], rows: [row] });
  expect(text).toMatch(/^# Benchmarks\n\nWritten by `npm run bench -- engine --write`\. /);
  expect(text).toContain('\n- Processor: P\n- Node v24\n');
  expect(text).toContain('| a/b       | 1.00 | 2.00 | ms   | 2.00× |  1.0 % |');
});
