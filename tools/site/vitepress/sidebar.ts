import type { DefaultTheme } from 'vitepress';
import type { Course } from '../shared/course.ts';

/** Lessons beside lessons, exercises beside exercises; the order of the lessons is also that of "next page". */
export function sidebar(course: Course, reference: readonly DefaultTheme.SidebarItem[]): DefaultTheme.SidebarMulti {
  const there = course.chapters.filter(({ link }) => link !== undefined);
  return {
    '/learn/': there.map(({ number, title, link, lessons }) => ({
      text: `${number}. ${title}`,
      ...(link !== undefined && { link }),
      ...(lessons.length > 0 && { collapsed: false }),
      items: lessons.map((lesson) => ({ text: lesson.title, link: lesson.link })),
      docFooterText: `Chapter ${number}: ${title}`,
    })),
    '/exercises/': [
      { text: 'All exercises', link: '/exercises/' },
      ...there
        .filter(({ exercises }) => exercises.length > 0)
        .map(({ name, number, title, exercises }) => ({
          text: `${number}. ${title}`,
          link: `/exercises/#${name}`,
          collapsed: false,
          items: exercises.map((exercise) => ({ text: exercise.title, link: exercise.link })),
        })),
    ],
    '/api/': [...reference],
  };
}
