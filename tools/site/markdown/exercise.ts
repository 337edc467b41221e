import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Exercise, parseExercise, toStub } from '@zero-to-gpt/lesson-kit/exercise';
import { attributes, escapeHTML } from './html.ts';

/** What an exercise's HTML needs beside its files. */
export interface ExerciseParts {
  readonly chapter: string;
  /** The exercise's folder. */
  readonly folder: string;
  /** Such as `packages/linalg/exercises/norm/exercise.md`. */
  readonly file: string;
  /** Markdown as HTML; `line` is where it stands in the file. */
  readonly render: (markdown: string, line: number) => string;
  /** Code as HTML. */
  readonly code: (source: string) => string;
  /** A page of the site as a link's address. */
  readonly link: (page: string) => string;
  /** The exercise's own page needs no link to itself. */
  readonly ownPage: boolean;
  /** For the search index, which must not give hints away. */
  readonly taskOnly: boolean;
  /** The next one in the course: its name, `chapter/id`, and its title. */
  readonly next: { readonly name: string; readonly title: string } | undefined;
}

/** An exercise to do: the task, the learner's file, hints, our answer, what it was good for. */
export function exerciseHTML(parts: ExerciseParts): string {
  const { chapter, folder, file, code, link, next } = parts;
  const markdown = readFileSync(join(folder, 'exercise.md'), 'utf8').replace(/\r\n?/g, '\n');
  const solution = readFileSync(join(folder, 'solution.ts'), 'utf8').replace(/\r\n?/g, '\n');
  const exercise = parseExercise(markdown, file);
  const section = (text: string): string => parts.render(text, lineOf(text, markdown));
  const { id, title, minutes } = exercise;
  if (parts.taskOnly) return `${titleHTML(exercise, parts)}${section(exercise.text)}`;
  const own = attributes({
    'data-exercise': `${chapter}/${id}`,
    'data-title': title,
    'data-minutes': minutes,
  });
  return [
    `<zg-exercise v-pre${own}>`,
    titleHTML(exercise, parts),
    `<div class="zg-ask">${section(exercise.text)}</div>`,
    `<div class="zg-code">${code(toStub(solution, file.replace(/exercise\.md$/, 'solution.ts')))}</div>`,
    '<div class="zg-hints">',
    ...exercise.hints.map(
      (hint, i) => `<details class="zg-hint"><summary>Hint ${i + 1}</summary>${section(hint)}</details>`,
    ),
    '</div>',
    `<details class="zg-solution"><summary>Our answer</summary><div class="zg-code">${code(answer(solution))}</div></details>`,
    `<div class="zg-after">${section(exercise.after)}</div>`,
    ...(next
      ? [`<p class="zg-next"><a href="${link(`/exercises/${next.name}`)}">Next: ${escapeHTML(next.title)}</a></p>`]
      : []),
    '</zg-exercise>\n',
  ].join('');
}

/** On its own page the title is the page's heading. */
function titleHTML({ id, title, minutes }: Exercise, { chapter, ownPage, link }: ExerciseParts): string {
  const name = ownPage ? '' : `<a href="${link(`/exercises/${chapter}/${id}`)}">${escapeHTML(title)}</a> `;
  return `<p class="zg-title">${name}<span class="zg-minutes">about ${minutes} minutes</span></p>`;
}

/** The solution as one would have written it, without the marks that make the learner's file of it. */
export function answer(solution: string): string {
  const lines = solution.split('\n').filter((line) => !/^\s*\/\/ ?#(?:region|endregion)\b|^\s*\/\/\|/.test(line));
  return `${lines.join('\n').trim()}\n`;
}

const lineOf = (part: string, whole: string): number => whole.slice(0, whole.indexOf(part)).split('\n').length;
