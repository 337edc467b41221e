import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { chapterFolder, chapterNames, isChapter, writtenChapters } from '../src/chapters.ts';

const root = join(import.meta.dirname, '../../..');

test('chapterNames are those of the course, in its order', () => {
  expect(chapterNames).toEqual(JSON.parse(readFileSync(join(root, 'chapters.json'), 'utf8')));
});

test('writtenChapters are those with exercises', () => {
  const written = chapterNames.filter((name) => existsSync(join(root, `packages/${name}/exercises`)));
  expect(writtenChapters).toEqual(written);
});

test('chapterFolder() sorts by chapter', () => {
  expect(chapterFolder('linalg')).toBe('01-linalg');
  expect(chapterFolder('gptx')).toBe('12-gptx');
});

test('isChapter() knows the words that every object has', () => {
  expect(isChapter('linreg')).toBe(true);
  expect(isChapter('toString')).toBe(false);
});
