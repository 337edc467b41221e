import type { Lesson } from '@zero-to-gpt/lesson-kit';
import { lessonDescription } from './lesson-description.ts';

/** `learn/CHAPTER/NN-NAME.md`: the lesson as it is, each line where it was, with more in its front matter. */
export function lessonPage(lesson: Lesson): string {
  const { chapter, name, title, order, text } = lesson;
  const lines = text.split('\n');
  const above = lines.indexOf('---', 1) + 1; // lesson-kit has found it
  const front = {
    title,
    chapter,
    order,
    description: lessonDescription(lesson),
    zg: { kind: 'lesson', chapter, name, lines: above },
  };
  return ['---', JSON.stringify(front), ...Array<string>(above - 3).fill(''), '---', ...lines.slice(above)].join('\n');
}
