import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { chapterPromises } from '../../build/chapter-promises.ts';
import { type CourseSource, chapterNames } from '../../build/course-source.ts';
import { writePages } from '../../build/pages.ts';

const root = mkdtempSync(join(tmpdir(), 'zg-pages-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
const site = join(root, '.site');
const write = (path: string, text: string): void => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const read = (path: string): string => readFileSync(join(site, path), 'utf8');

const source: CourseSource = {
  kind: 'sources',
  chapters: [
    { name: 'linalg', folder: join(root, 'linalg') },
    { name: 'dense', folder: join(root, 'dense') },
  ],
  resolveFrom: root,
  conditions: [],
};
const lesson = (title: string, order: number): string =>
  `---\nchapter: dense\ntitle: ${title}\norder: ${order}\n---\n# ${title}\n\nHow bent is $x$? Not very.\n\n\`\`\`ts run id=one\nimport { array } from '@zero-to-gpt/linalg';\narray([1]);\n\`\`\`\n\n\`\`\`exercise\nbend\n\`\`\`\n`;
write(
  'linalg/package.json',
  '{ "name": "@zero-to-gpt/linalg", "version": "1.2.3", "exports": { ".": "", "./conformance": "" } }',
);
write(
  'dense/package.json',
  '{ "name": "@zero-to-gpt/dense", "version": "0.1.0", "exports": { ".": "", "./demo": "" } }',
);
write('dense/lesson/01-bends.md', lesson('Bends', 2));
write('dense/lesson/02-first.md', lesson('First of all', 1).replace(/```exercise[\s\S]*/, ''));
write('dense/lesson/pictures/01-bends-one.svg', '<svg/>');
write(
  'dense/exercises/bend/exercise.md',
  '---\nid: bend\nchapter: dense\ntitle: Bend it\nminutes: 95\norder: 1\n---\nBend `x` as you like. Twice.\n\n## Hint\na\n\n## Hint\nb\n\n## After\nc\n',
);

const course = writePages({ source, site });
const dense = course.chapters[2]!;

describe('a chapter whose package has come to have lessons', () => {
  test('appears by itself, among all chapters of the course', () => {
    expect(course.chapters.map(({ name }) => name)).toEqual(chapterNames());
    expect(course.chapters.map(({ state }) => state).slice(0, 4)).toEqual(['library', 'planned', 'taught', 'planned']);
    expect(JSON.parse(read('course.json'))).toEqual(course);
  });

  test('lists its lessons in their order and its exercises with the lesson that holds them', () => {
    expect(dense.lessons).toEqual([
      { title: 'First of all', name: '02-first', link: '/learn/dense/02-first' },
      { title: 'Bends', name: '01-bends', link: '/learn/dense/01-bends' },
    ]);
    expect(dense.exercises).toEqual([
      { id: 'bend', title: 'Bend it', minutes: 95, link: '/exercises/dense/bend', lesson: '01-bends' },
    ]);
    expect(dense).toMatchObject({ number: 3, version: '0.1.0', link: '/learn/dense/', ...chapterPromises.dense });
  });

  test('has pages of its lessons in which every line stands where it stood', () => {
    const page = read('pages/learn/dense/01-bends.md').split('\n');
    expect(page.slice(5)).toEqual(lesson('Bends', 2).split('\n').slice(5));
    expect(JSON.parse(page[1]!)).toEqual({
      title: 'Bends',
      chapter: 'dense',
      order: 2,
      description: 'How bent is x? Not very.',
      zg: { kind: 'lesson', chapter: 'dense', name: '01-bends', lines: 5 },
    });
    expect(read('pages/learn/dense/pictures/01-bends-one.svg')).toBe('<svg/>');
  });

  test('has an overview with promise, lessons, exercises and time', () => {
    const page = read('pages/learn/dense/index.md');
    expect(page).toContain(`<p class="zg-promise">${chapterPromises.dense!.promise}</p>`);
    expect(page).toContain('1. [First of all](/learn/dense/02-first)\n1. [Bends](/learn/dense/01-bends)');
    expect(page).toContain('1 exercise, about 1½ hours in all');
    expect(page).toContain('- [Bend it](/exercises/dense/bend) <span class="zg-minutes">95 min</span>');
    expect(page).toContain('](/api/dense/)');
  });

  test('has a page for each exercise and a place in the list of all', () => {
    expect(read('pages/exercises/dense/bend.md')).toContain(
      '# Bend it\n\n[Chapter 3: Layers and bends](/learn/dense/) › [Bends](/learn/dense/01-bends)',
    );
    expect(read('pages/exercises/index.md')).toContain('<section data-chapter="dense">');
  });

  test('has notebooks that fetch the versions of the packages', () => {
    expect(read('public/notebooks/dense/01-bends.ipynb')).toContain("from 'npm:@zero-to-gpt/linalg@^1.2.3'");
  });
});

describe('writePages()', () => {
  test('has no page of a chapter that is planned, nor lessons of one that is a library', () => {
    expect(existsSync(join(site, 'pages/learn/rnn'))).toBe(false);
    expect(read('pages/learn/linalg/index.md')).toContain('its lessons are still to be written');
  });

  test('leaves files alone that stay the same, removes those whose source is gone, and not the reference', () => {
    const file = join(site, 'pages/learn/dense/02-first.md');
    const before = statSync(file, { bigint: true }).mtimeNs;
    mkdirSync(join(site, 'pages/api'), { recursive: true });
    writeFileSync(join(site, 'pages/api/index.md'), '');
    rmSync(join(root, 'dense/lesson/01-bends.md'));
    writePages({ source, site });
    expect(statSync(file, { bigint: true }).mtimeNs).toBe(before);
    expect(existsSync(join(site, 'pages/learn/dense/01-bends.md'))).toBe(false);
    expect(existsSync(join(site, 'public/notebooks/dense/01-bends.ipynb'))).toBe(false);
    expect(existsSync(join(site, 'pages/api/index.md'))).toBe(true);
  });

  test('ends with file and line where a lesson cannot be read', () => {
    write('dense/lesson/03-wrong.md', '---\nchapter: dense\ntitle: Wrong\norder: 3\n---\n```output\n1\n```\n');
    expect(() => writePages({ source, site })).toThrow(
      'Cannot read packages/dense/lesson/03-wrong.md:6: found an output block, wanted the cell that prints it right above',
    );
    rmSync(join(root, 'dense/lesson/03-wrong.md'));
  });
});

describe('chapterPromises', () => {
  test('has words for every chapter of chapters.json, and no others', () => {
    expect(Object.keys(chapterPromises)).toEqual(chapterNames());
    for (const { promise } of Object.values(chapterPromises)) expect(promise).toMatch(/^[A-Z].{40,130}\.$/);
  });
});
