import { cpu } from '@zero-to-gpt/linalg';
import { beforeAll, expect, test } from 'vitest';
import { demo } from '../src/demo.ts';

const lines: string[] = [];
let numbers: Record<string, number> = {};
const bytes = { before: 0, after: 0 };
beforeAll(async () => {
  bytes.before = cpu.stats().bytes;
  numbers = await demo({ log: (line) => lines.push(line), short: true });
  bytes.after = cpu.stats().bytes;
});

test('the demo knows what a guess and a table of pairs reach', () => {
  expect(numbers.uniform).toBeCloseTo(Math.log(78), 6);
  expect(numbers.bigram).toBeCloseTo(2.526, 3);
});
test('the demo begins at a guess, and in short too learns much of it', () => {
  expect(numbers.before).toBeCloseTo(numbers.uniform!, 0);
  expect(numbers.gpt).toBeLessThan(3.3);
});
test('the demo writes on from its prompt', () => {
  expect(lines.at(-1)).toMatch(/^ {2}writes: The whale .{40,}/);
});
test('the demo prints each number on its line', () => {
  for (const value of Object.values(numbers)) expect(lines.join('\n')).toContain(value.toFixed(3));
});
test('the demo frees what it made', () => {
  expect(bytes.after).toBe(bytes.before);
});
