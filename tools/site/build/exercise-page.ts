import type { Chapter } from '../shared/course.ts';
import { pageFront } from './chapter-page.ts';
import { firstSentences } from './lesson-description.ts';

/** `exercises/CHAPTER/ID.md`: the exercise alone, and the way back to its lesson. */
export function exercisePage({ id, text }: { id: string; text: string }, chapter: Chapter): string {
  const { title, lesson } = chapter.exercises.find((one) => one.id === id)!; // the outline is made of the same exercises
  const from = chapter.lessons.find(({ name }) => name === lesson);
  const path = [`[Chapter ${chapter.number}: ${chapter.title}](${chapter.link})`];
  if (from) path.push(`[${from.title}](${from.link})`);
  const front = {
    title,
    description: firstSentences(text),
    zg: { kind: 'exercise', chapter: chapter.name, name: id, lines: 3 },
  };
  return `${pageFront(front)}\n# ${title}\n\n${path.join(' › ')}\n\n\`\`\`exercise\n${id}\n\`\`\`\n`;
}
