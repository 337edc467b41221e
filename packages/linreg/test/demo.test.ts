import { cpu } from '@zero-to-gpt/linalg';
import { beforeAll, expect, test } from 'vitest';
import { demo } from '../src/demo.ts';

const lines: string[] = [];
let numbers: Record<string, number> = {};
const bytes = { before: 0, after: 0 };
beforeAll(async () => {
  bytes.before = cpu.stats().bytes;
  numbers = await demo({ log: (line) => lines.push(line) });
  bytes.after = cpu.stats().bytes;
});

test.each([
  ['persistence', 8.58],
  ['standardised100', 7.739],
  ['standardised300', 7.776],
  ['standardised400', 7.777],
  ['leastSquares', 7.777],
  ['raw1000', 8.106],
])('the demo finds a test error of %s: %d °C²', (name, error) => {
  expect(numbers[name]!.toFixed(3)).toBe(error.toFixed(3));
});

test('the demo prints each number on its line', () => {
  for (const value of Object.values(numbers)) expect(lines.join('\n')).toContain(value.toFixed(3));
  expect(lines[0]).toBe('1460 pairs of days, 1021 to learn from, 219 for the test (MSE in °C²)');
});
test('the demo frees what it made', () => {
  expect(bytes.after).toBe(bytes.before);
});
