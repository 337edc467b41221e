import { cannotRead } from './cannot-read.ts';

/** A region that is being read. */
interface Region {
  /** What is to be written; undefined for a region that is left out. */
  readonly what: string | undefined;
  readonly indent: string;
  readonly line: number;
}

/**
 * The learner's file: a solution whose regions `#region TODO what` throw a `Todo`, and whose regions `#region ANSWER` are
 * gone. Lines `//| code` inside a region stay, without the mark. Imports stay too, for the learner will need them.
 *
 * @example
 * ```ts
 * import { toStub } from '@zero-to-gpt/lesson-kit/exercise';
 *
 * const solution = ['export const f = () => {', '  // #region TODO one line', '  return 1;', '  // #endregion', '};'];
 * toStub(solution.join('\n')).split('\n')[3]; // → "  throw new Todo('one line');"
 * ```
 * @throws SyntaxError `Cannot read FILE:LINE: …` where a region is nested, not closed or without words, or there is none
 */
export function toStub(solution: string, file = 'solution.ts'): string {
  const out: string[] = [];
  let region: Region | undefined;
  let regions = 0;
  for (const [i, line] of solution.replace(/\r\n?/g, '\n').split('\n').entries()) {
    const opens = /^(\s*)\/\/ ?#region (?:TODO\b[ :]*(.*)|ANSWER\b.*)$/.exec(line);
    if (opens) {
      const [, indent = '', what] = opens;
      if (region) throw cannotRead(file, i + 1, `found a region inside the one of line ${region.line}`);
      if (what?.trim() === '') throw cannotRead(file, i + 1, 'found no words, wanted what is to be written');
      if (what !== undefined) regions++;
      region = { what: what?.trim(), indent, line: i + 1 };
    } else if (region && /^\s*\/\/ ?#endregion\b/.test(line)) {
      if (region.what !== undefined) out.push(`${region.indent}throw new Todo(${quoted(region.what)});`);
      region = undefined;
    } else if (region) {
      const kept = /^(\s*)\/\/\| ?(.*)$/.exec(line);
      if (kept) out.push(`${kept[1]}${kept[2]}`);
    } else if (/^\s*\/\/\|/.test(line)) throw cannotRead(file, i + 1, 'found a line "//|" outside a region');
    else out.push(line);
  }
  if (region) throw cannotRead(file, region.line, 'found no #endregion for this region');
  if (regions === 0) throw cannotRead(file, 1, 'found no #region for the learner to fill');
  const text = out
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  return `import { Todo } from '@zero-to-gpt/check';\n${/^import\b/.test(text) ? '' : '\n'}${text}\n`;
}

const quoted = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;
