import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { chapterNames, openPacked, openSources, readManifest } from '../../build/course-source.ts';

describe('openSources', () => {
  test('lists the chapters that are there in the order of the course', () => {
    const names = openSources().chapters.map(({ name }) => name);
    expect(names.slice(0, 2)).toEqual(['linalg', 'linreg']);
    expect(names).toEqual(chapterNames().filter((name) => names.includes(name)));
  });

  test('a chapter is the folder of its package', () => {
    for (const { name, folder } of openSources().chapters)
      expect(readManifest(folder).name).toBe(`@zero-to-gpt/${name}`);
  });

  test('lists the chapters asked for alone', () => {
    const { chapters } = openSources({ chapters: ['linreg', 'linalg'] });
    expect(chapters.map(({ name }) => name)).toEqual(['linalg', 'linreg']);
  });

  test('refuses a chapter that the course does not have', () => {
    expect(() => openSources({ chapters: ['alchemy'] })).toThrow('found alchemy, wanted some of linalg, linreg');
  });

  test('everything is resolved where all packages can be found', () => {
    const { resolveFrom, conditions } = openSources();
    expect(existsSync(join(resolveFrom, 'node_modules/@zero-to-gpt/linalg/package.json'))).toBe(true);
    expect(conditions).toEqual(['@zero-to-gpt/source']);
  });
});

describe('openPacked', () => {
  test('has no chapters where none was installed, and asks for what npm publishes', () => {
    const { chapters, conditions, kind } = openPacked('/nowhere');
    expect([chapters, conditions, kind]).toEqual([[], [], 'packed']);
  });
});
