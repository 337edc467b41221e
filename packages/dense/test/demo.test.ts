import { cpu } from '@zero-to-gpt/linalg';
import { beforeAll, describe, expect, test } from 'vitest';
import { demo } from '../src/demo.ts';

const lines: string[] = [];
let numbers: Record<string, number> = {};
const bytes = { before: 0, after: 0 };
beforeAll(async () => {
  bytes.before = cpu.stats().bytes;
  numbers = await demo({ log: (line) => lines.push(line) });
  bytes.after = cpu.stats().bytes;
});

describe('the demo', () => {
  test('solves exclusive or and two moons by a hidden layer, and by none it does not', () => {
    expect([numbers.xor, numbers.moons]).toEqual([1, 1]);
    expect(numbers.xorLine).toBeLessThanOrEqual(0.75);
    expect(numbers.moonsLine).toBeLessThan(0.92);
  });
  test('tells penguins apart far above the most frequent species', () => {
    expect(numbers.penguinsMost!.toFixed(3)).toBe('0.442'); // 151 of 342 are Adelie
    expect(numbers.penguinsSoftmax).toBeGreaterThanOrEqual(0.975);
    expect(numbers.penguinsHidden).toBeGreaterThanOrEqual(0.975);
  });
  test('predicts fuel consumption better by a hidden layer than by a line, and by a line than by the mean', () => {
    expect(numbers.carsHidden).toBeLessThan(0.8 * numbers.carsLine!);
    expect(numbers.carsLine).toBeLessThan(0.3 * numbers.carsMean!);
  });
  test('reads drawn digits by convolution, better than by pixels', () => {
    expect(numbers.digits).toBeGreaterThanOrEqual(0.97);
    expect(numbers.digits).toBeGreaterThan(numbers.digitsHidden! + 0.03);
    expect(numbers.digitsHidden).toBeGreaterThan(numbers.digitsSoftmax! + 0.1);
  });
  test('prints each number on its line', () => {
    for (const value of Object.values(numbers)) expect(lines.join('\n')).toContain(value.toFixed(3));
  });
  test('frees what it made', () => {
    expect(bytes.after).toBe(bytes.before);
  });
});
