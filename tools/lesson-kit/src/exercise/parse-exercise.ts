import MarkdownIt from 'markdown-it';
import { cannotRead } from './cannot-read.ts';
import type { Exercise } from './exercise.ts';
import { frontMatter } from './front-matter.ts';

/**
 * Reads an `exercise.md`. `file` names it in errors.
 *
 * @example
 * ```ts
 * import { parseExercise } from '@zero-to-gpt/lesson-kit/exercise';
 *
 * const lines = ['---', 'id: double', 'chapter: linalg', 'title: Twice', 'minutes: 5', 'order: 1', '---', 'Double `x`.'];
 * const exercise = parseExercise([...lines, '## Hint', 'Add.', '## Hint', '`x + x`', '## After', 'Well done.'].join('\n'));
 * exercise.hints; // → ['Add.', '`x + x`']
 * parseExercise(lines.join('\n')); // throws Cannot read exercise.md:8: found 0 hints, wanted 2 or more
 * ```
 * @throws SyntaxError `Cannot read FILE:LINE: …` for front matter that is missing, incomplete or misspelt, for no text,
 *   fewer than two hints, no `## After`, and for other headings of the second level
 */
export function parseExercise(markdown: string, file = 'exercise.md'): Exercise {
  const source = markdown.replace(/\r\n?/g, '\n');
  const front = frontMatter(source, { file, keys: ['id', 'chapter', 'title', 'minutes', 'order'] });
  const id = front.text('id');
  if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) throw cannotRead(file, 2, `found id: ${id}, wanted kebab-case`);
  const sections = cut(source.split('\n'), front.bodyLine);
  const [text, ...others] = sections;
  const hints = others.filter(({ title }) => title === 'Hint');
  const [after, second] = others.filter(({ title }) => title === 'After');
  const end = source.trimEnd().split('\n').length;

  for (const { title, line } of others)
    if (title !== 'Hint' && title !== 'After')
      throw cannotRead(file, line, `found the heading "${title}", wanted Hint or After (### inside the text)`);
  for (const { title, line, body } of sections)
    if (body === '')
      throw cannotRead(file, line, `found nothing below ${title === '' ? 'the front matter' : `"${title}"`}`);
  if (hints.length < 2)
    throw cannotRead(
      file,
      hints[0]?.line ?? end,
      `found ${hints.length} hint${hints.length === 1 ? '' : 's'}, wanted 2 or more`,
    );
  if (!after) throw cannotRead(file, end, 'found no "## After", wanted one at the end');
  if (second) throw cannotRead(file, second.line, 'found a second "After", wanted one');
  if (after !== others.at(-1)) throw cannotRead(file, after.line, 'found "After" above a hint, wanted it at the end');
  return {
    id,
    chapter: front.text('chapter'),
    title: front.text('title'),
    minutes: front.count('minutes'),
    order: front.count('order'),
    text: text!.body,
    hints: hints.map(({ body }) => body),
    after: after.body,
  };
}

/** What stands below one heading. */
interface Section {
  readonly title: string;
  /** Line of the heading in the file, from 1. */
  readonly line: number;
  readonly body: string;
}

/** The text, then one section for each heading of the second level; what looks like one inside a code block is none. */
function cut(lines: readonly string[], bodyLine: number): Section[] {
  const body = lines.slice(bodyLine - 1);
  const tokens = new MarkdownIt().parse(body.join('\n'), {});
  const heads = tokens.flatMap((token, i) =>
    token.type === 'heading_open' && token.tag === 'h2' && token.level === 0 && token.map
      ? [{ title: tokens[i + 1]!.content, from: token.map[0], to: token.map[1] }]
      : [],
  );
  const starts = [{ title: '', from: 0, to: 0 }, ...heads];
  return starts.map(({ title, from, to }, i) => ({
    title,
    line: bodyLine + from,
    body: body
      .slice(to, starts[i + 1]?.from)
      .join('\n')
      .trim(),
  }));
}
