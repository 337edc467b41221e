import { applyMistake, parseMistakes } from '@zero-to-gpt/lesson-kit/exercise';
import { describe, expect, test } from 'vitest';

const good = { name: 'forgets', replace: [['a', 'b']], kind: 'value', step: 'one', says: 'wrong' };

describe('parseMistakes()', () => {
  test('reads a list', () => {
    expect(parseMistakes(JSON.stringify([good]))).toEqual([good]);
    const { step: _, ...anyStep } = good;
    expect(parseMistakes(JSON.stringify([anyStep]))).toEqual([anyStep]);
  });

  test.each<[string, string, string]>([
    ['no JSON', '[', 'Cannot read m.json: '],
    ['no list', '{}', 'Cannot read m.json: found object, wanted a list of mistakes'],
    ['no object', '[3]', 'Cannot read m.json, mistake 1: wanted an object'],
    [
      'a misspelt key',
      JSON.stringify([good, { ...good, say: 'x' }]),
      'Cannot read m.json, mistake 2: found say, wanted name, replace, kind, step, says',
    ],
    [
      'no name',
      JSON.stringify([{ ...good, name: '' }]),
      'Cannot read m.json, mistake 1: found name: "", wanted a text',
    ],
    [
      'another kind',
      JSON.stringify([{ ...good, kind: 'todo' }]),
      'Cannot read m.json, mistake 1: found kind: "todo", wanted shape, type, value, gradient, mutation, throw',
    ],
    [
      'no pairs',
      JSON.stringify([{ ...good, replace: ['a', 'b'] }]),
      'Cannot read m.json, mistake 1: found no pairs [from, to] under replace',
    ],
    [
      'nothing promised',
      JSON.stringify([{ ...good, says: undefined }]),
      'Cannot read m.json, mistake 1: found says: nothing, wanted a text',
    ],
  ])('names %s', (_, json, message) => {
    expect(() => parseMistakes(json, 'm.json')).toThrow(message);
  });
});

describe('applyMistake()', () => {
  test('replaces each text, one after the other', () => {
    expect(
      applyMistake('a + b', {
        name: 'x',
        replace: [
          ['a', 'c'],
          ['c + b', '$&'],
        ],
      }),
    ).toBe('$&');
  });

  test('refuses a text that is not there, or twice', () => {
    expect(() => applyMistake('a + a', { name: 'x', replace: [['b', 'c']] })).toThrow(
      new RangeError('Cannot make the mistake "x": found "b" 0 times, wanted once'),
    );
    expect(() => applyMistake('a + a', { name: 'x', replace: [['a', 'c']] })).toThrow('found "a" 2 times, wanted once');
  });
});
