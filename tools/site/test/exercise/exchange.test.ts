import { formatProgress, parseProgress, type SavedAnswer } from '@zero-to-gpt/lesson-kit/progress';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { backups, keepAnswer, readAnswer } from '../../exercise/answers.ts';
import { bring, collect, takeAnswer } from '../../exercise/exchange.ts';
import { progress, stateOf, wasChecked } from '../../exercise/progress.ts';
import { useStorage } from './storage.ts';

beforeEach(() => void useStorage());

const date = '2026-01-31T12:00:00.000Z';

describe('collect()', () => {
  test('is what was reached, with the answers', () => {
    keepAnswer('linalg/norm', 'mine');
    wasChecked('linalg/norm', false);
    wasChecked('linalg/dot', true);
    keepAnswer('linalg/triu', 'begun');
    expect(collect()).toEqual({
      current: 'linalg/dot',
      exercises: {
        'linalg/norm': { tried: true, code: 'mine' },
        'linalg/dot': { tried: true, passed: expect.any(String) },
        'linalg/triu': { code: 'begun' },
      },
    });
  });

  test('leaves out what no reader would take', () => {
    keepAnswer('linalg/norm', 'x'.repeat(100_001));
    keepAnswer('Not an id', 'x');
    expect(parseProgress(formatProgress(collect()))).toEqual({ exercises: { 'linalg/norm': { tried: true } } });
  });
});

describe('bring()', () => {
  test('takes answers where there are none, and what has passed', () => {
    const file = { exercises: { 'linalg/norm': { passed: date, code: 'theirs', hints: 2 } } };
    expect(bring(file)).toEqual({ passed: ['linalg/norm'], answers: ['linalg/norm'], differing: [] });
    expect(readAnswer('linalg/norm')).toBe('theirs');
    expect(progress().exercises).toEqual({ 'linalg/norm': { passed: date, hints: 2 } });
    expect(bring(file)).toEqual({ passed: [], answers: [], differing: [] });
  });

  test('leaves an answer that differs, and puts the one of the file away', () => {
    keepAnswer('linalg/norm', 'mine');
    const { differing } = bring({ exercises: { 'linalg/norm': { code: 'theirs' } } });
    expect(differing).toEqual([{ id: 'linalg/norm', code: 'theirs' }]);
    expect(readAnswer('linalg/norm')).toBe('mine');
    expect(backups('linalg/norm')).toEqual(['theirs']);
    takeAnswer('linalg/norm', 'theirs');
    expect(readAnswer('linalg/norm')).toBe('theirs');
    expect(backups('linalg/norm')).toEqual(['mine']);
  });

  test('never loses that an exercise has passed, nor an answer', () => {
    const id = fc.constantFrom('linalg/norm', 'linalg/dot', 'linreg/predict');
    const reached: fc.Arbitrary<SavedAnswer> = fc.record(
      { passed: fc.constant(date), tried: fc.constant(true as const), code: fc.constantFrom('a', 'b', 'c') },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.dictionary(id, reached), fc.dictionary(id, reached), (first, second) => {
        useStorage();
        for (const exercises of [first, second]) {
          bring({ exercises });
          for (const [name, { passed, code }] of [...Object.entries(first), ...Object.entries(exercises)]) {
            if (passed) expect(stateOf(name)).toBe('passed');
            if (code !== undefined) expect([readAnswer(name), ...backups(name)]).toContain(code);
          }
        }
      }),
    );
  });
});
