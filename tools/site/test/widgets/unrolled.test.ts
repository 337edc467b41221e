import { fromData, Random, reference } from '@zero-to-gpt/linalg';
import { charVocab, RNN } from '@zero-to-gpt/rnn';
import { describe, expect, test } from 'vitest';
import { about, alphabet, gains } from '../../widgets/unrolled/about.ts';
import { readText, units } from '../../widgets/unrolled/cells.ts';
import { factorOf, momentAt, momentsOf, type Reading } from '../../widgets/unrolled/model.ts';
import { atStart, sentence, shown } from '../../widgets/unrolled/words.ts';

const text = 'the keys on the desk';

describe('readText()', () => {
  test.each([1, 2.5])('has the states of chapter 4’s layer, with weights × %d', (gain) => {
    const vocab = charVocab([alphabet]);
    const layer = new RNN(vocab.size, units, { random: new Random(3), bias: false, device: reference });
    const U = layer.parameters[1]!.value;
    U.assign(U.mul(gain));
    const ids = fromData(vocab.encode(text), [1, text.length], { device: reference });
    const states = layer.forward(ids).toArray() as number[][][]; // (1, T, H)
    expect(readText(text, { gain, seed: 3 }).states).toEqual(states[0]);
  });

  test('sends the slope back by hand’s rule: times the slopes of tanh, times U', () => {
    const vocab = charVocab([alphabet]);
    const random = new Random(1);
    const layer = new RNN(vocab.size, units, { random, bias: false, device: reference });
    const U = layer.parameters[1]!.value.toArray() as number[][];
    const length = (slope: readonly number[]): number => Math.sqrt(slope.reduce((sum, one) => sum + one * one, 0));
    const drawn = [...random.normal([1, units], { device: reference }).toFlat()];
    let slope = drawn.map((one) => one / length(drawn));
    const { states, lengths } = readText(text, { gain: 1, seed: 1 });
    for (const [back, got] of lengths.entries()) {
      expect(got / length(slope)).toBeCloseTo(1, 4);
      const state = states[text.length - 1 - back]!;
      const delta = slope.map((one, unit) => one * (1 - state[unit]! ** 2));
      slope = U[0]!.map((_, unit) => delta.reduce((sum, one, from) => sum + one * U[from]![unit]!, 0));
    }
  });

  test('finds what the lesson says', () => {
    const arrived = (gain: number): string[] =>
      [1, 2, 3].map((seed) => readText(text, { gain, seed }).lengths.at(-1)!.toPrecision(2));
    expect(arrived(1)).toEqual(['0.0000027', '0.000039', '0.000051']);
    expect(arrived(2)).toEqual(['0.60', '1.3', '0.28']);
    expect(arrived(4)).toEqual(['12', '7.9', '0.20']);
    const full = [1, 2, 3].map(
      (seed) =>
        readText(text, { gain: 4, seed })
          .states.at(-1)!
          .filter((value) => Math.abs(value) > 0.9).length,
    );
    expect(full).toEqual([5, 6, 4]);
  });

  test('refuses what it cannot read, in the words of rnn', () => {
    expect(() => readText('été', { gain: 1, seed: 1 })).toThrow('Cannot encode "été": no word had "é"');
  });
});

test('moments go through the text, then back from its last letter to its first', () => {
  const all = Array.from({ length: momentsOf('abc') + 1 }, (_, at) => momentAt('abc', at));
  expect(all.map(({ read }) => read)).toEqual([0, 1, 2, 3, 3, 3, 3]);
  expect(all.map(({ back }) => back)).toEqual([null, null, null, null, 0, 1, 2]);
});

describe('sentence()', () => {
  const reading: Reading = {
    text: 'a b',
    states: [
      [0.1, 0.2],
      [0.95, -0.99],
      [0.5, 0.5],
    ],
    lengths: [1, 0.5, 0.0025],
  };
  const said = (at: number, changed: Partial<Reading> = {}): string =>
    sentence({ ...reading, ...changed }, momentAt('a b', at));
  test.each([
    [0, atStart],
    [1, 'Read “a”, and the state is made of “a” and of the state before.'],
    [
      2,
      'Read “a ”, and the state is made of “␣” and of the state before. 2 of 2 units are near 1 or −1, where tanh is flat.',
    ],
    [
      3,
      'Read “a b”, and the state is made of “b” and of the state before. That was all: the next step sends a slope back.',
    ],
    [4, 'A slope of length 1 sets out from the state after “b”.'],
    [5, '1 step back, after “␣”, its length is 0.5: each step has multiplied it by 0.5.'],
    [
      6,
      '2 steps back, after “a”, its length is 0.0025: each step has multiplied it by 0.05, on average. It has vanished: the first letter hardly hears what the end asks of it.',
    ],
  ])('at moment %d', (at, words) => {
    expect(said(at)).toBe(words);
  });

  test('says that a slope has exploded, or arrived', () => {
    expect(said(6, { lengths: [1, 5, 25] })).toContain('by 5, on average. It has exploded');
    expect(said(6, { lengths: [1, 1, 0.64] })).toContain('It has arrived.');
    expect(factorOf(reading, 0)).toBe(1);
  });

  test('shows a space', () => {
    expect([shown(' '), shown('k')]).toEqual(['␣', 'k']);
  });
});

test.each([
  [{ text: 'a' }, 'option text is "a", wanted 2 to 20 small letters, spaces, dots and commas'],
  [{ text: 'Keys' }, 'option text is "Keys", wanted 2 to 20'],
  [{ text: 7 }, 'option text is 7, wanted a text'],
  [{ gain: 5 }, `option gain is 5, wanted one of ${gains.join(', ')}`],
])('about refuses %j', (options, message) => {
  expect(() => about.read(options)).toThrow(message);
});
