import type { Course } from '../shared/course.ts';
import { counted } from './course-path.ts';

/** How much of the course there is, in one line of HTML. */
export function counts({ chapters }: Course): string {
  const taught = chapters.filter(({ state }) => state === 'taught');
  const there = chapters.filter(({ state }) => state !== 'planned');
  return (
    `<p class="zg-counts">There today: ${total(taught, 'lesson')} and ${total(taught, 'exercise')} in ` +
    `${counted(taught.length, 'chapter')}; ${there.length} of ${chapters.length} packages.</p>`
  );
}

/** What is there, what is not, and what to expect, as a Markdown list; counted, not claimed. */
export function today({ chapters }: Course): string {
  const taught = chapters.filter(({ state }) => state === 'taught');
  const libraries = chapters.filter(({ state }) => state === 'library');
  const planned = chapters.filter(({ state }) => state === 'planned');
  const names = (list: Course['chapters']): string => list.map(({ name }) => `\`${name}\``).join(', ');
  return [
    `- **To learn:** ${total(taught, 'lesson')} and ${total(taught, 'exercise')} in ${counted(taught.length, 'chapter')} (${names(taught)}).`,
    ...(libraries.length > 0
      ? [
          `- **To use, not yet to learn from:** the packages ${names(libraries)}. They work and are tested; their lessons are to be written.`,
        ]
      : []),
    ...(planned.length > 0 ? [`- **To come:** ${names(planned)}.`] : []),
    '- **Speed:** WebAssembly with SIMD, on several threads where the page or Node allows. On one thread of a server, PyTorch takes two thirds of our time for a training step of a small GPT; [all measurements](https://github.com/zero-to-gpt/zero-to-gpt/blob/main/BENCHMARKS.md) are in the repository. There is no GPU yet.',
    '- **What it is not:** a way to build a product with language models. It is for people who want to know how one works, down to the last multiplication.',
  ].join('\n');
}

function total(chapters: Course['chapters'], noun: 'lesson' | 'exercise'): string {
  return counted(
    chapters.reduce((sum, chapter) => sum + chapter[`${noun}s`].length, 0),
    noun,
  );
}
