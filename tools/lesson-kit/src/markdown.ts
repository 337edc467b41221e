import MarkdownItClass, { type MarkdownIt } from 'markdown-it';
import { math } from './math.ts';

/** The one reader of Markdown: tests, notebooks and the site see the same blocks. HTML passes through. */
export function createMarkdown(): MarkdownIt {
  return new MarkdownItClass({ html: true }).use(math);
}
