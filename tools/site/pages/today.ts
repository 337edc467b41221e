import type { Course } from '../shared/course.ts';
import { counted } from './course-path.ts';

/** What is there, what is not, and what to expect, as a Markdown list; counted, not claimed. */
export function today({ chapters }: Course): string {
  const taught = chapters.filter(({ state }) => state === 'taught');
  const libraries = chapters.filter(({ state }) => state === 'library');
  const planned = chapters.filter(({ state }) => state === 'planned');
  const lessons = taught.reduce((sum, chapter) => sum + chapter.lessons.length, 0);
  const exercises = taught.reduce((sum, chapter) => sum + chapter.exercises.length, 0);
  const names = (list: Course['chapters']): string => list.map(({ name }) => `\`${name}\``).join(', ');
  return [
    `- **To learn:** ${counted(lessons, 'lesson')} and ${counted(exercises, 'exercise')} in ${counted(taught.length, 'chapter')} (${names(taught)}).`,
    ...(libraries.length > 0
      ? [
          `- **To use, not yet to learn from:** the packages ${names(libraries)}. They work and are tested; their lessons are to be written.`,
        ]
      : []),
    ...(planned.length > 0 ? [`- **To come:** ${names(planned)}.`] : []),
    '- **Speed:** WebAssembly with SIMD, on several threads where the page or Node allows. On one thread of a server, PyTorch takes two thirds of our time for a training step of a small GPT; [all measurements](https://github.com/zero-to-gpt/zero-to-gpt/blob/main/BENCHMARKS.md) are in the repository. There is no GPU yet, and so no model of more than some million parameters.',
    '- **What it is not:** a way to build a product with language models. It is for people who want to know how one works, down to the last multiplication.',
  ].join('\n');
}
