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
  ['g', '24.7041'],
  ['dgda', '138.8338'],
  ['dgdb', '645.5773'],
])('the demo finds %s = %s, as micrograd', (name, wanted) => {
  expect(numbers[name]!.toFixed(4)).toBe(wanted);
  expect(lines.join('\n')).toContain(` ${wanted}`);
});
test('the demo finds the same slopes and losses by numbers and by tensors', () => {
  expect(numbers.expressionApart).toBeLessThan(1e-9);
  expect(numbers.lossApart).toBeLessThan(1e-9);
  expect(numbers.values).toBe(numbers.tensors);
});
test('the demo, in short too, bends a line around the moons', () => {
  expect(numbers.line).toBeLessThan(0.95);
  expect(numbers.tensors).toBeGreaterThan(numbers.line!);
});
test('the demo frees what it made', () => {
  expect(bytes.after).toBe(bytes.before);
});
