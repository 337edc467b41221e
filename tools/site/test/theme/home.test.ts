import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { counted, coursePath, stateOf } from '../../pages/course-path.ts';
import { finishedRun, homePage } from '../../pages/home.ts';
import type { Chapter, Course } from '../../shared/course.ts';
import { recipe } from '../../theme/demo/recipe.ts';

const chapter: Chapter = {
  name: 'linalg',
  number: 1,
  title: 'Arrays',
  promise: 'Turn weather into arrays.',
  state: 'taught',
  link: '/learn/linalg/',
  lessons: [{ title: 'Vectors', link: '/learn/linalg/01-vectors', name: '01-vectors' }],
  exercises: [
    { id: 'norm', title: 'Norm', minutes: 5, link: '/exercises/linalg/norm' },
    { id: 'dot', title: 'Dot', minutes: 5, link: '/exercises/linalg/dot' },
  ],
};
const library: Chapter = { ...chapter, name: 'optim', number: 2, state: 'library', lessons: [], exercises: [] };
const { link: _, ...unlinked } = library;
const planned: Chapter = { ...unlinked, name: 'gpt2', number: 3, state: 'planned' };
const course: Course = { chapters: [chapter, library, planned] };

test('stateOf() counts what a chapter has', () => {
  expect(course.chapters.map(stateOf)).toEqual(['1 lesson, 2 exercises', 'package, lessons to come', 'to come']);
  expect(counted(2, 'lesson')).toBe('2 lessons');
});

test('coursePath() links a chapter that is there, and only names one that is not', () => {
  const path = coursePath(course);
  expect(path).toContain('1. <span class="zg-package">linalg</span> <strong>[Arrays](/learn/linalg/)</strong>');
  expect(path).toContain('3. <span class="zg-package">gpt2</span> <strong>Arrays</strong>');
});

test('homePage() fills every marker', () => {
  const page = homePage(course);
  expect(page).not.toContain('<!-- zg:');
  expect(page).toContain('**To learn:** 1 lesson and 2 exercises in 1 chapter (`linalg`).');
  expect(page).toContain('the packages `optim`');
  expect(page).toContain('**To come:** `gpt2`.');
});

test('the home page tells the numbers of the model that runs in it', () => {
  const page = homePage(course);
  const { opening, moments } = finishedRun();
  expect(page).toContain(`has ${opening.parameters.toLocaleString('en')} numbers`);
  expect(page).toContain(`shows it ${recipe.batchSize} names`);
  expect(page).toContain(`${recipe.steps} steps later`);
  const last = moments.at(-1)!.names!.map(({ name }) => name);
  expect(last.filter((name) => name.endsWith('ie')).length).toBeGreaterThan(1);
  expect(last.filter((name) => name.startsWith('pk'))).toEqual([]);
});

test('the commands of the home page are those of the READMEs', () => {
  const readme = (path: string): string => readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
  const page = homePage(course);
  for (const command of ['npx zero-to-gpt init my-gpt', 'npx zero-to-gpt watch']) {
    expect(page).toContain(command);
    expect(readme('tools/cli/README.md')).toContain(command);
  }
  expect(readme('README.md')).toContain('npx @zero-to-gpt/gptx train');
  expect(readme('packages/transformer/README.md')).toContain('npm install @zero-to-gpt/transformer');
});
