import type { Lesson } from '@zero-to-gpt/lesson-kit';

/** The first sentences of a lesson, for search engines and for what other sites show of a link: at most 200 characters. */
export function lessonDescription({ blocks }: Lesson): string {
  const prose = blocks.find((block) => block.type === 'prose');
  return prose?.type === 'prose' ? firstSentences(prose.text) : '';
}

/** The first sentences of Markdown's first paragraph, as plain text. */
export function firstSentences(markdown: string, longest = 200): string {
  const paragraph = markdown
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .find((text) => text !== '' && !/^(?:#|```|\$\$|!\[|[-*|>])/.test(text));
  const sentences = plain(paragraph ?? '').match(/\S.*?[.!?:](?=\s|$)|\S.*$/g) ?? [];
  let out = '';
  for (const sentence of sentences) {
    if (out !== '' && out.length + 1 + sentence.length > longest) break;
    out = `${out} ${sentence}`.trim();
  }
  return out.length <= longest ? out : `${out.slice(0, out.lastIndexOf(' ', longest))} …`;
}

const plain = (markdown: string): string =>
  markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/\$[^$]*\$/g, withoutTex)
    .replace(/[*`]|(?<=\s|^)_|_(?=\s|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim();

/** Good enough for the few signs of a first paragraph. */
const withoutTex = (tex: string): string =>
  tex
    .replaceAll('\\,', ' ')
    .replace(/\\(?:cdot|times)\b/g, '·')
    .replace(/[$\\{}]/g, '');
