import { githubSlug } from './github-slug.ts';
import type { Markdown, Token } from './page-env.ts';

/**
 * `## Heading {#name}` gives a heading the name that links want, as the reference does. On such a page every heading is
 * named here: what was asked for goes to the first that asks, all others make room.
 */
export function headingIds(md: Markdown): void {
  md.core.ruler.after('inline', 'zg-heading-ids', ({ tokens }) => {
    const heads = tokens.flatMap((open, i) => {
      if (open.type !== 'heading_open') return [];
      const inline = tokens[i + 1]!; // a heading holds one inline token
      return [{ open, asked: takeId(inline), inline }];
    });
    const asked = new Set(heads.flatMap((head) => head.asked ?? []));
    if (asked.size === 0) return;
    const given = new Set<string>();
    for (const head of heads) {
      const wanted = head.asked ?? slug(head.inline);
      const taken = (id: string): boolean => given.has(id) || (asked.has(id) && id !== head.asked);
      let id = wanted;
      for (let n = 1; taken(id); n++) id = `${wanted}-${n}`;
      given.add(id);
      head.open.attrSet('id', id);
    }
  });
}

/** Takes ` {#id}` off a heading's text. */
function takeId(inline: Token): string | undefined {
  const last = inline.children?.at(-1);
  const [mark, id] = /\s*\{#([^\s{}]+)\}$/.exec(inline.content) ?? [];
  if (mark === undefined || id === undefined || !last?.content.endsWith(mark.trimStart())) return undefined;
  last.content = last.content.slice(0, -mark.trimStart().length).trimEnd();
  inline.content = inline.content.slice(0, -mark.length);
  return id;
}

/** As for plain headings, which VitePress names. */
function slug({ children }: Token): string {
  const words = (children ?? []).filter(({ type }) => type === 'text' || type === 'code_inline');
  return githubSlug(words.map(({ content }) => content).join(''));
}
