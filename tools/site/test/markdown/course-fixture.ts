import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseLesson } from '@zero-to-gpt/lesson-kit';
import MarkdownIt from 'markdown-it';
import { lessonPage } from '../../build/lesson-page.ts';
import type { CourseFiles } from '../../markdown/course-files.ts';
import { coursePages } from '../../markdown/course-pages.ts';
import { githubSlug } from '../../markdown/github-slug.ts';
import type { Markdown, PageEnv } from '../../markdown/page-env.ts';
import type { LinkRegister } from '../../markdown/page-links.ts';

/** A repository of one chapter, `tiny`, in a temporary folder. */
export class CourseFixture {
  readonly root: string = mkdtempSync(join(tmpdir(), 'zg-site-'));
  readonly pages: string = join(this.root, 'pages');
  readonly register: LinkRegister = new Map();
  readonly course: CourseFiles = {
    repository: this.root,
    widgets: ['plane'],
    chapters: [
      {
        name: 'tiny',
        folder: join(this.root, 'packages/tiny'),
        lessons: ['01-sums', '02-more'],
        exercises: [
          { id: 'add', title: 'Adding <two>', minutes: 5 },
          { id: 'twice', title: 'Twice', minutes: 7 },
        ],
      },
    ],
  };

  constructor() {
    this.write('packages/tiny/exercises/add/exercise.md', exercise);
    this.write('packages/tiny/exercises/add/solution.ts', solution);
    this.write(
      'pages/learn/tiny/pictures/01-sums-plot.svg',
      '<svg width="640" height="400.5" viewBox="0 0 1 1"></svg>',
    );
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  /** A lesson's page as HTML. */
  lesson(body: string, env: PageEnv = {}): string {
    const text = `---\nchapter: tiny\ntitle: Sums\norder: 1\n---\n${body}`;
    return this.page('learn/tiny/01-sums.md', lessonPage(parseLesson(text, 'packages/tiny/lesson/01-sums.md')), env);
  }

  /** Any page as HTML. Its front matter is JSON in one line, as the site writes it. */
  page(relativePath: string, text: string, env: PageEnv = {}): string {
    this.write(`pages/${relativePath}`, text);
    const [front = '', json = '{}'] = /^---\n(.*)\n+---\n/.exec(text) ?? [];
    const content = text.slice(front.length);
    const page = { path: join(this.pages, relativePath), relativePath, content, frontmatter: JSON.parse(json) };
    return this.#markdown().render(content, { ...page, ...env });
  }

  /** markdown-it with what VitePress adds and the pages rely on: ids of headings, the base in links, `v-pre` in code. */
  #markdown(): Markdown {
    const highlight = (code: string): string =>
      `<pre class="shiki" v-pre=""><code>${code.replaceAll('<', '&lt;').trimEnd()}</code></pre>`;
    const md = new MarkdownIt({ html: true, highlight }) as unknown as Markdown; // VitePress has an older one
    md.core.ruler.push('anchor', ({ tokens }) => {
      for (const [i, token] of tokens.entries())
        if (token.type === 'heading_open' && token.attrGet('id') === null)
          token.attrSet('id', githubSlug(tokens[i + 1]!.content));
    });
    md.renderer.rules.link_open = (tokens, i, options, _env, self) => {
      const href = tokens[i]!.attrGet('href') ?? '';
      if (href.startsWith('/')) tokens[i]!.attrSet('href', `/base${href}`);
      return self.renderToken(tokens, i, options);
    };
    coursePages(md, { course: () => this.course, register: this.register, widgets: { plane: still } });
    return md;
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

const still = (options: unknown): string => {
  if ('matrix' in (options as object)) return 'A plane & its map.'; // JSON objects only come here
  throw new RangeError('option matrix is missing');
};

const exercise = `---
id: add
chapter: tiny
title: Adding <two>
minutes: 5
order: 1
---
Write \`add\`: $a + b$.

## Hint
Use [the sum](../../lesson/02-more.md).

## Hint
\`a + b\`

## After
That is all.
`;

const solution = `/** The sum of a and b. */
export function add(a: number, b: number): number {
  // #region TODO about 1 line
  //| const sum = 0;
  return a + b;
  // #endregion
}
`;
