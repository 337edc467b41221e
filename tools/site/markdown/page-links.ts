import type { CourseFiles } from './course-files.ts';
import {
  blockAt,
  cannotBuild,
  childAt,
  type Markdown,
  type PageEnv,
  type PageLinks,
  pageSource,
  placeOf,
  type Token,
} from './page-env.ts';
import { isExternal, siteLink } from './site-link.ts';

/** What all pages offer and want, by page; filled while they are rendered. */
export type LinkRegister = Map<string, PageLinks>;

/**
 * Turns a lesson's links from file to file into links of the site, marks those that lead to exercises, and notes every
 * page's links and targets for `brokenLinks`.
 */
export function pageLinks(md: Markdown, course: () => CourseFiles, register: LinkRegister): void {
  md.core.ruler.before('normalize', 'zg-page', ({ env }: { env: PageEnv }) => {
    if (env.part) return;
    env.targets = { page: pagePath(env.relativePath ?? ''), ids: new Set(), links: [] };
    if (!env.search) register.set(env.targets.page, env.targets);
  });
  md.core.ruler.push('zg-links', ({ tokens, env }: { tokens: Token[]; env: PageEnv }) => {
    let map: Token['map'] = null;
    for (const token of tokens) {
      map = token.map ?? map;
      token.map ??= map; // in tables only rows know their line
      noteIds(token, env);
      for (const child of token.children ?? []) {
        noteIds(child, env);
        if (child.type === 'link_open') followLink(child, () => childAt(token, child, env), { env, course: course() });
        else if (child.type === 'html_inline') noteHtmlLinks(child, () => childAt(token, child, env), env);
      }
      if (token.type === 'html_block') noteHtmlLinks(token, () => blockAt(token, env), env);
    }
  });
}

/** Path of a page of `.site/pages` on the site: `learn/linalg/index.md` is `/learn/linalg/`. */
export function pagePath(file: string): string {
  return `/${file.replace(/(^|\/)index\.md$/, '$1').replace(/\.md$/, '')}`;
}

function followLink(link: Token, at: () => string, { env, course }: { env: PageEnv; course: CourseFiles }): void {
  const href = link.attrGet('href') ?? '';
  if (isExternal(href)) return;
  try {
    const source = env.part ?? pageSource(env);
    const target = source ? siteLink(href, { from: placeOf(env).file, course }) : href;
    link.attrSet('href', target);
    const exercise = /^\/exercises\/([^/#?]+\/[^/#?]+)$/.exec(target)?.[1];
    if (exercise !== undefined) link.attrSet('data-exercise', exercise);
    if (!isExternal(target)) env.targets?.links.push({ href: target, at });
  } catch (error) {
    throw cannotBuild(at(), error);
  }
}

/** Headings, and elements that are written as HTML. */
function noteIds(token: Token, { targets }: PageEnv): void {
  const id = token.attrGet('id');
  if (id !== null) targets?.ids.add(id);
  if (token.type.startsWith('html_'))
    for (const [, found] of token.content.matchAll(/\s(?:id|name)=["']([^"']+)["']/g)) targets?.ids.add(found!);
  if (token.type === 'zg_cell') targets?.ids.add(`cell-${token.meta.id}`);
}

function noteHtmlLinks({ content }: Token, at: () => string, { targets }: PageEnv): void {
  for (const [, href = ''] of content.matchAll(/<a\b[^>]*?\shref=["']([^"']+)["']/g))
    if (!isExternal(href)) targets?.links.push({ href, at });
}
