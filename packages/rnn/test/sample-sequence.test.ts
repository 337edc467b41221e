import { Dense } from '@zero-to-gpt/dense';
import { array, cpu, Random } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { GRU, LSTM, sampleSequence } from '../src/index.ts';

function model() {
  const random = new Random(1);
  return { recurrent: new GRU(5, 8, { random }), head: new Dense(8, 5, { random }) };
}
const draw = (options: object) => {
  const { recurrent, head } = model();
  return [...sampleSequence(recurrent, head, { maxLength: 30, stop: -1, ...options })];
};

describe('sampleSequence()', () => {
  test('draws the same ids from the same seed, and others from another', () => {
    const [a, b, c] = [1, 1, 2].map((seed) => draw({ random: new Random(seed) }));
    expect(a).toEqual(b);
    expect(a).not.toEqual(c);
    expect(a!.length).toBe(30);
  });
  test('at temperature 0 takes the likeliest id, which the whole sequence agrees with', () => {
    const { recurrent, head } = model();
    const ids = [...sampleSequence(recurrent, head, { start: 3, stop: -1, temperature: 0, maxLength: 6 })];
    const scores = head.forward(recurrent.forward(array([[3, ...ids.slice(0, -1)]], { dtype: 'int32' })));
    expect(scores.argmax({ axis: -1 }).toArray()).toEqual([ids]);
  });
  test('ends at the stop id, which is not given', () => {
    const ids = draw({ random: new Random(1) });
    expect(draw({ random: new Random(1), stop: ids[4]! })).toEqual(ids.slice(0, ids.indexOf(ids[4]!)));
  });
  test('gives no id for a maxLength of 0', () => {
    expect(draw({ maxLength: 0 })).toEqual([]);
  });
  test('a low temperature keeps to the likely, a high one spreads', () => {
    const kinds = (temperature: number) => new Set(draw({ temperature, maxLength: 60, random: new Random(3) })).size;
    expect(kinds(100)).toBe(5);
    expect(kinds(0.001)).toBeLessThan(5);
  });
  test('drives an LSTM too, and leaves no memory behind', () => {
    const random = new Random(1);
    const [recurrent, head] = [new LSTM(5, 8, { random }), new Dense(8, 5, { random })];
    const run = () => [...sampleSequence(recurrent, head, { stop: -1, maxLength: 10, random })];
    run();
    const before = cpu.stats().bytes;
    expect(run().length).toBe(10);
    expect(cpu.stats().bytes).toBe(before);
  });
  test.each([
    [{ temperature: -1 }, 'Cannot sample 30 ids at temperature -1: expected a whole number, and no less than 0'],
    [{ temperature: Number.NaN }, 'at temperature NaN'],
    [{ maxLength: 1.5 }, 'Cannot sample 1.5 ids'],
    [{ start: 5 }, 'id 5 (element 0), expected 0 to 4'],
  ])('refuses %o', (options, message) => {
    expect(() => draw(options)).toThrow(message);
  });
  test('refuses scores that are no numbers', () => {
    const { recurrent, head } = model();
    head.bias!.value.set(Number.NaN, 2);
    expect(() => [...sampleSequence(recurrent, head)]).toThrow('Cannot sample: the score of id 2 is NaN');
  });
});
