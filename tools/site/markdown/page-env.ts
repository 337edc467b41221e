import { readFileSync } from 'node:fs';
import type { MarkdownEnv, MarkdownRenderer } from 'vitepress';
import { type PageSource, sourcePath } from './course-files.ts';

/** VitePress's Markdown renderer. */
export type Markdown = MarkdownRenderer;

/** Tokens and states of that renderer's parser. */
export type Token = ReturnType<Markdown['parse']>[number];

/** What VitePress and we know of the page that is being rendered. */
export interface PageEnv extends Partial<MarkdownEnv> {
  /** The page is read for the search index: colours and pictures do not matter. */
  search?: boolean;
  /** The text is part of a page: where it stands. */
  part?: Place;
  /** What the page offers to links and links to. */
  targets?: PageLinks;
}

/** Where a text stands: line `n` of it, from 1, is line `above + n` of the file. */
export interface Place {
  readonly file: string;
  readonly above: number;
}

/** A page's targets and links, for the check once all pages are read. */
export interface PageLinks {
  /** Path of the page on the site, such as `/learn/linalg/`. */
  readonly page: string;
  readonly ids: Set<string>;
  readonly links: { readonly href: string; readonly at: () => string }[];
}

/** What a page's front matter says under `zg`: it is a lesson or an exercise. */
export function pageSource(env: PageEnv): PageSource | undefined {
  return env.frontmatter?.zg as PageSource | undefined; // written by build/pages.ts
}

/** Where the text that is being rendered stands. */
export function placeOf(env: PageEnv): Place {
  if (env.part) return env.part;
  const source = pageSource(env);
  if (source?.kind === 'lesson') return { file: sourcePath(source), above: source.lines };
  const file = env.relativePath ?? 'page.md';
  const whole = env.path === undefined ? '' : readFileSync(env.path, 'utf8');
  const above = whole.split('\n').length - (env.content ?? whole).split('\n').length;
  return { file: `.site/pages/${file}`, above: Math.max(above, 0) };
}

/** `FILE:LINE` of a child of a paragraph or heading: the lines before it in its paragraph are counted. */
export function childAt(inline: Token, child: Token, env: PageEnv): string {
  const { file, above } = placeOf(env);
  const before = (inline.children ?? []).slice(0, inline.children?.indexOf(child));
  const breaks = before.reduce((sum, { type, content }) => sum + (/break$/.test(type) ? 1 : lineFeeds(content)), 0);
  return `${file}:${above + (inline.map?.[0] ?? 0) + 1 + breaks}`;
}

/** `FILE:LINE` of a block. */
export function blockAt(block: Token, env: PageEnv): string {
  const { file, above } = placeOf(env);
  return `${file}:${above + (block.map?.[0] ?? 0) + 1}`;
}

/** What ends a build: the place, then found and wanted. */
export function cannotBuild(at: string, error: unknown): SyntaxError {
  const message = error instanceof Error ? error.message : String(error);
  return new SyntaxError(`Cannot build ${at}: ${message}`, { cause: error });
}

const lineFeeds = (text: string): number => text.split('\n').length - 1;
