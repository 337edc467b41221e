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

test.each([
  ['weatherPersistence', 8.58],
  ['birthsLastWeek', 308.8],
])('the demo finds the baseline %s: %d', (name, wanted) => {
  expect(numbers[name]).toBeCloseTo(wanted, 1);
});
test('the demo counts better with more context', () => {
  const { names1, names2 } = numbers as { names1: number; names2: number };
  expect([names2 < names1, names1 < 2.6, names2 > 2]).toEqual([true, true, true]);
});
test.each([
  ['weatherGru', 'weatherPersistence'],
  ['birthsGru', 'birthsYesterday'],
])('the demo, in short too, finds %s below %s', (name, baseline) => {
  expect(numbers[name]!).toBeLessThan(numbers[baseline]!);
});
test.each(['namesRnn', 'namesGru'])('the demo, in short too, finds %s far below a guess among 27', (name) => {
  expect(numbers[name]!).toBeLessThan(2.75); // ln 27 = 3.30
  expect(numbers[name]!).toBeGreaterThan(2);
});
test('the demo prints each number on its line', () => {
  for (const value of Object.values(numbers)) expect(lines.join('\n')).toContain(value.toFixed(3));
});
test('the demo frees what it made', () => {
  expect(bytes.after).toBe(bytes.before);
});
