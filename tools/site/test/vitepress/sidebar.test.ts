import { describe, expect, test } from 'vitest';
import type { Course } from '../../shared/course.ts';
import { sidebar } from '../../vitepress/sidebar.ts';

const course: Course = {
  chapters: [
    {
      name: 'linalg',
      number: 1,
      title: 'Arrays',
      promise: '',
      state: 'taught',
      link: '/learn/linalg/',
      lessons: [{ title: 'Vectors', name: '01-vectors', link: '/learn/linalg/01-vectors' }],
      exercises: [{ id: 'norm', title: 'Length', minutes: 5, link: '/exercises/linalg/norm' }],
    },
    { name: 'rnn', number: 2, title: 'Memory', promise: '', state: 'planned', lessons: [], exercises: [] },
    {
      name: 'text',
      number: 3,
      title: 'Words',
      promise: '',
      state: 'library',
      link: '/learn/text/',
      lessons: [],
      exercises: [],
    },
  ],
};

describe('sidebar()', () => {
  const bars = sidebar(course, [{ text: 'linalg', link: '/api/linalg/' }]);

  test('leads through all lessons, chapter by chapter, past those that are planned', () => {
    expect(bars['/learn/']).toMatchObject([
      { text: '1. Arrays', link: '/learn/linalg/', items: [{ text: 'Vectors', link: '/learn/linalg/01-vectors' }] },
      { text: '3. Words', link: '/learn/text/', items: [] },
    ]);
  });

  test('lists exercises of chapters that have some, each group with a place to go to', () => {
    expect(bars['/exercises/']).toMatchObject([
      { link: '/exercises/' },
      { text: '1. Arrays', link: '/exercises/#linalg', items: [{ text: 'Length', link: '/exercises/linalg/norm' }] },
    ]);
  });

  test('keeps the reference as it is made', () => {
    expect(bars['/api/']).toEqual([{ text: 'linalg', link: '/api/linalg/' }]);
  });
});
