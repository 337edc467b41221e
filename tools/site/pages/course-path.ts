import type { Chapter, Course } from '../shared/course.ts';

/** The chapters as a Markdown list: what each is for, and what there is of it. Links are Markdown's, so the build checks them. */
export function coursePath({ chapters }: Course): string {
  const items = chapters.map((chapter) => `${chapter.number}. ${item(chapter)}`);
  return `<div class="zg-path">\n\n${items.join('\n')}\n\n</div>`;
}

/** What a chapter has, in words: `9 lessons, 22 exercises`. */
export function stateOf({ state, lessons, exercises }: Chapter): string {
  if (state === 'planned') return 'to come';
  if (state === 'library') return 'package, lessons to come';
  return `${counted(lessons.length, 'lesson')}, ${counted(exercises.length, 'exercise')}`;
}

/** `1 lesson`, `9 lessons` */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function item(chapter: Chapter): string {
  const { name, title, promise, link, state } = chapter;
  const linked = link === undefined ? title : `[${title}](${link})`;
  return (
    `<span class="zg-package">${name}</span> <strong>${linked}</strong> ` +
    `<span class="zg-promise">${promise}</span> <span class="zg-state zg-${state}">${stateOf(chapter)}</span>`
  );
}
