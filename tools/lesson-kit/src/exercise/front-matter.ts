import { parseDocument } from 'yaml';
import { cannotRead } from './cannot-read.ts';

/** What stands between the first two lines `---`. */
export interface FrontMatter {
  /** A text that is not empty. */
  text(key: string): string;
  /** A whole number from 1. */
  count(key: string): number;
  /** The first line below it, from 1. */
  readonly bodyLine: number;
}

/** Reads the front matter; keys other than those named are errors, since they are misspelt ones. */
export function frontMatter(markdown: string, { file, keys }: { file: string; keys: readonly string[] }): FrontMatter {
  const lines = markdown.split('\n');
  const end = lines.indexOf('---', 1);
  if (lines[0] !== '---' || end < 0)
    throw cannotRead(file, 1, `found no front matter, wanted ${keys.join(', ')} between two lines "---"`);
  const document = parseDocument(lines.slice(1, end).join('\n'));
  const error = document.errors[0];
  if (error) throw cannotRead(file, 1 + (error.linePos?.[0].line ?? 1), error.message.split(' at line ')[0]!);
  const found: unknown = document.toJS();
  const values = new Map<string, unknown>(typeof found === 'object' && found !== null ? Object.entries(found) : []);
  const lineOf = (key: string): number =>
    1 +
    Math.max(
      0,
      lines.slice(0, end).findIndex((line) => line.startsWith(`${key}:`)),
    );
  const other = [...values.keys()].find((key) => !keys.includes(key));
  if (other !== undefined) throw cannotRead(file, lineOf(other), `found ${other}, wanted ${keys.join(', ')}`);
  const wrong = (key: string, wanted: string): SyntaxError =>
    cannotRead(file, lineOf(key), `found ${key}: ${JSON.stringify(values.get(key)) ?? 'nothing'}, wanted ${wanted}`);
  return {
    bodyLine: end + 2,
    text(key) {
      const value = values.get(key);
      if (typeof value !== 'string' || value.trim() === '') throw wrong(key, 'a text');
      return value;
    },
    count(key) {
      const value = values.get(key);
      if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw wrong(key, 'a whole number from 1');
      return value;
    },
  };
}
