import { beforeEach, expect, test } from 'vitest';
import { answered, backups, bringBack, dropBackup, keepAnswer, putAway, readAnswer } from '../../exercise/answers.ts';
import { forgetDamage, isDamaged, onProgress, progress, reach, stateOf, wasChecked } from '../../exercise/progress.ts';
import { useStorage } from './storage.ts';

let kept: Map<string, string>;
beforeEach(() => {
  kept = useStorage();
});

test('an exercise is new, tried when something was written or checked, and passed from then on', () => {
  expect(stateOf('linalg/norm')).toBe('new');
  keepAnswer('linalg/norm', 'code');
  expect(stateOf('linalg/norm')).toBe('tried');
  keepAnswer('linalg/norm', null);
  expect(stateOf('linalg/norm')).toBe('new');
  wasChecked('linalg/norm', false);
  expect(stateOf('linalg/norm')).toBe('tried');
  wasChecked('linalg/norm', true);
  const { passed } = progress().exercises['linalg/norm']!;
  wasChecked('linalg/norm', false);
  wasChecked('linalg/norm', true);
  expect(stateOf('linalg/norm')).toBe('passed');
  expect(progress().exercises['linalg/norm']).toEqual({ tried: true, passed });
});

test('the exercise at hand is the last one that was checked or took a hint', () => {
  wasChecked('linalg/norm', true);
  reach('linalg/dot', (before) => ({ ...before, hints: 1 }));
  expect(progress().current).toBe('linalg/dot');
  wasChecked('linalg/norm', true, 'linalg/dot');
  expect(progress().current).toBe('linalg/dot');
});

test('what another tab has written is not lost', () => {
  wasChecked('linalg/norm', true);
  const mine = kept.get('zg:progress')!;
  kept.set('zg:progress', mine.replaceAll('linalg/norm', 'linalg/dot'));
  wasChecked('linalg/triu', true);
  expect(Object.keys(progress().exercises)).toEqual(['linalg/dot', 'linalg/triu']);
});

test.each([['{ "format'], ['[]'], ['{"format":"zero-to-gpt progress","version":1,"exercises":{"x":1}}']])(
  'a damaged record (%s) is kept aside and made anew from the answers',
  (text) => {
    keepAnswer('linalg/norm', 'code');
    kept.set('zg:exercise:not an id', 'code');
    kept.set('zg:progress', text);
    expect(progress()).toEqual({ exercises: { 'linalg/norm': { tried: true } } });
    expect(kept.get('zg:progress:damaged')).toBe(text);
    expect(isDamaged()).toBe(true);
    wasChecked('linalg/norm', true);
    expect(stateOf('linalg/norm')).toBe('passed');
    forgetDamage();
    expect(isDamaged()).toBe(false);
  },
);

test('onProgress() tells of every change until it is ended', () => {
  let told = 0;
  const end = onProgress(() => told++);
  wasChecked('linalg/norm', false);
  expect(told).toBe(1);
  end();
  wasChecked('linalg/norm', true);
  expect(told).toBe(1);
});

test('answers that were put away come back, the newest first, and none is lost on the way', () => {
  expect(bringBack('linalg/norm', null)).toBeUndefined();
  putAway('linalg/norm', 'first');
  putAway('linalg/norm', 'second');
  putAway('linalg/norm', 'first');
  expect(backups('linalg/norm')).toEqual(['first', 'second']);
  expect(bringBack('linalg/norm', 'now')).toBe('first');
  expect(backups('linalg/norm')).toEqual(['second', 'now']);
  expect(bringBack('linalg/norm', null)).toBe('second');
  dropBackup('linalg/norm', 'now');
  expect(backups('linalg/norm')).toEqual([]);
});

test('five answers of an exercise are put away at most', () => {
  for (let i = 0; i < 8; i++) putAway('linalg/norm', String(i));
  expect(backups('linalg/norm')).toEqual(['7', '6', '5', '4', '3']);
});

test.each([['{'], ['{"0":"x"}'], ['null'], ['[1, {}]']])('a damaged list of them (%s) is an empty one', (text) => {
  kept.set('zg:backup:linalg/norm', text);
  expect(backups('linalg/norm')).toEqual([]);
});

test('answered() names the exercises that have an answer', () => {
  keepAnswer('linalg/norm', 'a');
  keepAnswer('linalg/dot', 'b');
  kept.set('zg:cell:linalg/01-vectors:length', 'c');
  expect(answered().sort()).toEqual(['linalg/dot', 'linalg/norm']);
  expect(readAnswer('linalg/dot')).toBe('b');
});
