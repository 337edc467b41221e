import type { Course } from '../shared/course.ts';
import { exerciseItem, pageFront } from './chapter-page.ts';

/** `exercises/index.md`: all exercises by chapter, in the element that shows how far the reader is. */
export function exercisesPage({ chapters }: Course): string {
  const lists = chapters
    .filter(({ exercises }) => exercises.length > 0)
    .map(({ name, number, title, link, exercises }) =>
      [
        `<section data-chapter="${name}">`,
        `## ${number}. [${title}](${link}) {#${name}}`,
        exercises.map(exerciseItem).join('\n'),
        '</section>',
      ].join('\n\n'),
    );
  return `${[
    pageFront({
      title: 'Exercises',
      description:
        'Every exercise of the course, checked in the page, and how far you are. Nothing leaves your browser.',
    }),
    '# Exercises',
    'Write the heart of each chapter yourself. Checks run in your browser and say what is wrong and where; hints come one at a time. What you write stays in this browser, and nowhere else.',
    '<zg-progress>',
    ...lists,
    '</zg-progress>',
  ].join('\n\n')}\n`;
}
