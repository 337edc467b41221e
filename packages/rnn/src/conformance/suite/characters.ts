import type { Layer } from '@zero-to-gpt/dense';
import { array, type NDArray, Random, unscoped } from '@zero-to-gpt/linalg';
import { type ConformanceApi, close } from '@zero-to-gpt/linalg/conformance';
import type { Recurrent } from '../../sample-sequence.ts';
import type { Subset } from '../subset.ts';

/** Characters: their ids, words as arrays, counts, and words made up. */
export function describeCharacters(
  { charVocab, wordArrays, countLoss, sampleSequence }: Subset,
  api: ConformanceApi,
): void {
  const { describe, test, expect } = api;

  describe('charVocab', () => {
    const vocab = () => charVocab(['cab', 'bad']);
    test('charVocab() gives ids from 1 in alphabetical order, 0 to the boundary', () => {
      expect([vocab().boundary, ...vocab().encode('abcd')]).toEqual([0, 1, 2, 3, 4]);
    });
    test('charVocab() size counts the boundary too', () => {
      expect(vocab().size).toBe(5);
    });
    test('charVocab() decode() undoes encode(), and leaves boundaries out', () => {
      expect(vocab().decode([0, ...vocab().encode('dac'), 0])).toBe('dac');
    });
    test('charVocab() encode() refuses a character that no word had', () => {
      expect(() => vocab().encode('axe')).toThrow();
    });
  });

  describe('wordArrays', () => {
    const arrays = () => wordArrays(['ab', 'c'], charVocab(['abc']));
    test('wordArrays() x begins each row with the boundary, and fills up with boundaries', () => {
      close(api, arrays().x, [
        [0, 1, 2],
        [0, 3, 0],
      ]);
    });
    test('wordArrays() y is what follows each id, the boundary behind the word, then −100', () => {
      close(api, arrays().y, [
        [1, 2, 0],
        [3, 0, -100],
      ]);
    });
    test('wordArrays() gives ids of int32', () => {
      expect([arrays().x.dtype, arrays().y.dtype]).toEqual(['int32', 'int32']);
    });
  });

  describe('countLoss', () => {
    const vocab = charVocab(['ab']);
    test('countLoss() without context counts how often each character and the end came', () => {
      expect(countLoss(['ab'], ['aa'], vocab, { context: 0, smoothing: 0.5 })).toBeCloseTo(1.098612, 4);
    });
    test('countLoss() of one character before, smoothed, averaged over characters and the end', () => {
      expect(countLoss(['ab'], ['aa'], vocab, { context: 1, smoothing: 0.5 })).toBeCloseTo(1.243234, 4);
    });
    test('countLoss() of a context that never came spreads p evenly', () => {
      expect(countLoss(['ab'], ['aa'], vocab, { context: 2, smoothing: 0.5 })).toBeCloseTo(1.072959, 4);
    });
  });

  describe('sampleSequence', () => {
    const walk = (scores: Scores, options: object): number[] => [
      ...sampleSequence(counting(), headOf(scores), options),
    ];
    test('sampleSequence() feeds each id back, and hands the state on', () => {
      const found = walk((id, steps) => oneAt(id === 0 ? 3 : steps === 2 ? 1 : 2), { temperature: 0, maxLength: 3 });
      expect(found).toEqual([3, 1, 2]);
    });
    test('sampleSequence() ends at id 0, which it does not give', () => {
      expect(walk((id) => oneAt(id === 0 ? 2 : 0), { temperature: 0 })).toEqual([2]);
    });
    test('sampleSequence() draws as often as the softmax of the scores says', () => {
      const scores = () => [-100, 0, 1, -100]; // e : 1
      const drawn = walk(scores, { maxLength: 1000, random: new Random(1) });
      expect(drawn.length).toBe(1000);
      expect(drawn.filter((id) => id === 2).length / 1000).toBeCloseTo(0.731, 1);
    });
    test('sampleSequence() with temperature 0.5 doubles the scores', () => {
      const drawn = walk(() => [-100, 0, 1, -100], { maxLength: 1000, temperature: 0.5, random: new Random(1) });
      expect(drawn.filter((id) => id === 2).length / 1000).toBeGreaterThan(0.82);
    });
  });
}

/** Scores of ids 0 to 3, after an id that came as the so-manieth. */
type Scores = (id: number, steps: number) => readonly number[];

const oneAt = (id: number): number[] => [0, 1, 2, 3].map((i) => (i === id ? 9 : 0));

/** A layer whose result is the id, and how many steps there have been, counted in its state. */
function counting(): Recurrent {
  let state: { h: NDArray } | null = null;
  return {
    parameters: [],
    get state() {
      return state;
    },
    forward(x, before) {
      state = unscoped(() => ({ h: before ? before.h.add(1) : array([[1]]) })); // a layer's state is its own
      return array([[[x.get(0, 0), state.h.get(0, 0)]]]);
    },
    backward: (dy) => dy,
    [Symbol.dispose]() {},
  };
}

function headOf(scores: Scores): Layer {
  return {
    parameters: [],
    forward: (y) => array([[[...scores(y.get(0, 0, 0), y.get(0, 0, 1))]]]),
    backward: (dy) => dy,
    [Symbol.dispose]() {},
  };
}
