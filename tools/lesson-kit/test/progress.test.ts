import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatProgress,
  isExerciseId,
  mergeAnswers,
  parseProgress,
  progressLimits,
  type SavedAnswer,
  type SavedProgress,
  sameCode,
} from '../src/progress.ts';

const now = new Date('2026-01-31T12:00:00Z');
const file = (exercises: unknown, more: object = {}): string =>
  JSON.stringify({ format: 'zero-to-gpt progress', version: 1, exercises, ...more });

const id = fc.stringMatching(/^[a-z][a-z0-9]{0,8}\/[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}$/);
const answer: fc.Arbitrary<SavedAnswer> = fc.record(
  {
    passed: fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true }).map((d) => d.toISOString()),
    hints: fc.integer({ min: 1, max: progressLimits.hints }),
    tried: fc.constant(true as const),
    code: fc.string({ unit: 'binary', maxLength: 200 }),
  },
  { requiredKeys: [] },
);
const progress: fc.Arbitrary<SavedProgress> = fc.record(
  { current: id, exercises: fc.dictionary(id, answer, { noNullPrototype: true }) },
  { requiredKeys: ['exercises'] },
);

describe('formatProgress() and parseProgress()', () => {
  test('write a file that can be read by people', () => {
    const text = formatProgress({ exercises: { 'linalg/norm': { hints: 2 }, 'linalg/dot': { tried: true } } }, now);
    expect(JSON.parse(text)).toEqual({
      format: 'zero-to-gpt progress',
      version: 1,
      saved: '2026-01-31T12:00:00.000Z',
      exercises: { 'linalg/dot': { tried: true }, 'linalg/norm': { hints: 2 } },
    });
    expect(text).toContain('\n  "exercises": {\n    "linalg/dot"');
  });

  test('give back what was saved', () => {
    fc.assert(fc.property(progress, (saved) => void expect(parseProgress(formatProgress(saved))).toEqual(saved)));
  });

  test('leave out what is not known', () => {
    expect(parseProgress(file({ 'linalg/norm': { hints: 1, stars: 5 } }, { theme: 'dark', current: null }))).toEqual({
      exercises: { 'linalg/norm': { hints: 1 } },
    });
  });
});

describe('parseProgress()', () => {
  test.each([
    ['', 'JSON'],
    ['null', 'found no "format", wanted "zero-to-gpt progress"'],
    ['{"format":"nbformat"}', 'found "nbformat", wanted "zero-to-gpt progress"'],
    [file({}, { version: 2 }), 'found 2 of the format, wanted 1'],
    [file([]), 'found [], wanted an object'],
    [file(undefined), 'found no "exercises", wanted an object'],
    [file({}, { current: '../../etc/passwd' }), 'found "../../etc/passwd", wanted an exercise such as "linalg/norm"'],
    [file({ '__proto__/x': {} }), 'wanted an exercise'],
    ['{"format":"zero-to-gpt progress","version":1,"exercises":{"__proto__":{"passed":1}}}', 'wanted an exercise'],
    [file({ 'linalg/../norm': {} }), 'wanted an exercise'],
    [file({ 'linalg/norm': [] }), 'found [] as what was reached of linalg/norm, wanted an object'],
    [file({ 'linalg/norm': { passed: 'yesterday' } }), 'found "yesterday" as date of linalg/norm'],
    [file({ 'linalg/norm': { passed: '2026-02-31T00:00:00.000Z' } }), 'as date of linalg/norm'],
    [file({ 'linalg/norm': { hints: -1 } }), 'found -1 as hints of linalg/norm, wanted a whole number from 0 to 100'],
    [file({ 'linalg/norm': { hints: 1e9 } }), 'as hints of linalg/norm'],
    [file({ 'linalg/norm': { tried: 'yes' } }), 'found "yes" as "tried" of linalg/norm, wanted true'],
    [file({ 'linalg/norm': { code: ['x'] } }), 'found ["x"] as code of linalg/norm, wanted text'],
    [file({ 'linalg/norm': { code: 'x'.repeat(100_001) } }), 'found 100001 characters of code of linalg/norm'],
    [' '.repeat(4_000_001), 'found 4000001 characters, wanted 4000000 at most'],
    [file(Object.fromEntries(Array.from({ length: 2001 }, (_, i) => [`a/${i}`, {}]))), 'found 2001 exercises'],
  ])('says what is wrong with %.60s', (text, why) => {
    expect(() => parseProgress(text)).toThrow(/^Cannot read the progress: /);
    expect(() => parseProgress(text)).toThrow(why);
  });

  test('reads or refuses whatever it is given, and never throws anything else', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => file(value)),
      fc.dictionary(fc.oneof(id, fc.string()), fc.anything()).map((value) => file(value)),
      fc
        .dictionary(id, fc.dictionary(fc.constantFrom('passed', 'hints', 'tried', 'code', '__proto__'), fc.anything()))
        .map((value) => file(value)),
    );
    fc.assert(
      fc.property(hostile, (text) => {
        let read: SavedProgress;
        try {
          read = parseProgress(text);
        } catch (error) {
          expect(error).toBeInstanceOf(SyntaxError);
          expect(String(error)).not.toMatch(/[\p{Cc}]/u);
          return;
        }
        expect(Object.keys(read.exercises).every(isExerciseId)).toBe(true);
        expect(parseProgress(formatProgress(read))).toEqual(read);
      }),
    );
  });
});

describe('mergeAnswers()', () => {
  test('keeps the first date, the most hints and the own code', () => {
    expect(
      mergeAnswers(
        { passed: '2026-02-01T00:00:00.000Z', hints: 1, code: 'own' },
        { passed: '2026-01-01T00:00:00.000Z', hints: 3, tried: true, code: 'other' },
      ),
    ).toEqual({ passed: '2026-01-01T00:00:00.000Z', hints: 3, tried: true, code: 'own' });
  });

  test('never loses that an exercise has passed, and does nothing twice', () => {
    fc.assert(
      fc.property(answer, answer, (a, b) => {
        const both = mergeAnswers(a, b);
        expect(both.passed !== undefined).toBe(a.passed !== undefined || b.passed !== undefined);
        expect(mergeAnswers(both, b)).toEqual(both);
        expect(mergeAnswers(both, a)).toEqual(both);
      }),
    );
  });
});

test('sameCode() looks past line ends and empty space around', () => {
  expect(sameCode('a;\r\nb;\r\n', '\na;  \nb;')).toBe(true);
  expect(sameCode('a;\n  b;', 'a;\nb;')).toBe(false);
});

test('isExerciseId() knows chapter and id in kebab-case', () => {
  expect(['linalg/all-close', 'gpt2/x2'].every(isExerciseId)).toBe(true);
  expect(['norm', 'linalg/', 'Linalg/norm', 'a/b/c', 'a/b--c', 'a/..', 'a/b\n'].some(isExerciseId)).toBe(false);
});
