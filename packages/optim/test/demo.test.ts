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

test('the demo goes through the valley in fewer steps with momentum, and with AdamW', () => {
  expect(numbers.valleySGD).toBe(343);
  expect(numbers.valleyMomentum).toBe(129);
  expect(numbers.valleyAdamW).toBe(109);
});
test('the demo, in short too, learns in twenty layers by norms and residuals', () => {
  expect(numbers.deepResidual).toBeLessThan(0.6 * numbers.deepPlain!);
  expect(numbers.deepPlain).toBeLessThan(numbers.deepMean!);
});
test('the demo, in short too, gains by decay and by dropout', () => {
  expect(numbers.persistence).toBeCloseTo(8.58, 2);
  expect(numbers.wideDecay).toBeLessThan(numbers.wide!);
  expect(numbers.wideDropout).toBeLessThan(numbers.wide!);
  expect(numbers.wideBoth).toBeLessThan(numbers.wide!);
});
test('52 days are too few to beat the first line, as the demo says', () => {
  const nets = [numbers.wide!, numbers.wideDecay!, numbers.wideDropout!, numbers.wideBoth!];
  expect(Math.min(...nets)).toBeGreaterThan(numbers.persistence!);
});
test('the demo prints each number on its line', () => {
  for (const [name, value] of Object.entries(numbers))
    expect(lines.join('\n')).toContain(value.toFixed(name.startsWith('valley') ? 0 : 3));
});
test('the demo frees what it made', () => {
  expect(bytes.after).toBe(bytes.before);
});
