import { join } from 'node:path';
import { math } from '@zero-to-gpt/lesson-kit';
import { cellHTML } from './cell.ts';
import { type CourseFiles, type PageSource, sourcePath } from './course-files.ts';
import { exerciseHTML } from './exercise.ts';
import { formulas } from './formulas.ts';
import { headingIds } from './heading-ids.ts';
import { escapeHTML } from './html.ts';
import { type CourseBlock, lessonBlocks } from './lesson-blocks.ts';
import { cannotBuild, type Markdown, type PageEnv, pageSource } from './page-env.ts';
import { type LinkRegister, pageLinks } from './page-links.ts';
import { pictures, sizeOf } from './pictures.ts';
import { searchText } from './search-text.ts';
import { type Widgets, widgetHTML } from './widget.ts';

/** What the pages of the course are made with. */
export interface CoursePages {
  /** Asked anew for each page: while an author writes, lessons come and go. */
  readonly course: () => CourseFiles;
  readonly widgets: Widgets;
  /** Filled with every page's links and targets. */
  readonly register: LinkRegister;
}

/** VitePress's Markdown with formulas, cells, exercises, interactive pieces and the links between lessons. */
export function coursePages(md: Markdown, { course, widgets, register }: CoursePages): void {
  const coloured = new Map<string, string>(); // an exercise's code stands in its lesson and on its own page
  md.use(math as unknown as (md: Markdown) => void); // an older markdown-it than lesson-kit's, with the same rules
  headingIds(md);
  lessonBlocks(md);
  formulas(md);
  pictures(md);
  pageLinks(md, course, register);
  searchText(md);
  md.renderer.rules.text = (tokens, i) => withoutMustaches(escapeHTML(tokens[i]!.content).replace(entity, '&$1'));
  md.renderer.rules.code_inline = (tokens, i) => `<code>${withoutMustaches(escapeHTML(tokens[i]!.content))}</code>`;
  md.renderer.rules.zg_lesson = (_tokens, _i, _options, env: PageEnv) => {
    const { chapter, name } = pageSource(env)!; // only lessons have this token
    return `<zg-lesson v-pre data-lesson="${chapter}/${name}"></zg-lesson>\n`;
  };
  for (const type of ['cell', 'exercise', 'widget'] as const)
    md.renderer.rules[`zg_${type}`] = (tokens, i, _options, env: PageEnv) => {
      const block: CourseBlock = tokens[i]!.meta; // put there by lessonBlocks
      const page = pageSource(env)!; // only lessons and exercises have such tokens
      try {
        return new BlockWriter(md, { env, page, course: course(), widgets, coloured }).write(block);
      } catch (error) {
        // what lesson-kit's readers refuse, or a formula within an exercise, has its place already
        if (error instanceof SyntaxError && /^Cannot (?:read|build) /.test(error.message)) throw error;
        throw cannotBuild(`${sourcePath(page)}:${block.line}`, error);
      }
    };
}

/** An entity that the author wrote: VitePress keeps them in its tokens. */
const entity = /&amp;([\w#]+;)/g;

/** HTML that Vue takes for text. */
const withoutMustaches = (html: string): string => html.replaceAll('{{', '&#123;&#123;');

interface Around {
  readonly env: PageEnv;
  readonly page: PageSource;
  readonly course: CourseFiles;
  readonly widgets: Widgets;
  readonly coloured: Map<string, string>;
}

/** Writes the blocks of one page. */
class BlockWriter {
  readonly #md: Markdown;
  readonly #around: Around;

  constructor(md: Markdown, around: Around) {
    this.#md = md;
    this.#around = around;
  }

  write(block: CourseBlock): string {
    const { env, page, widgets } = this.#around;
    if (block.type === 'widget') return env.search ? '' : widgetHTML(block, widgets);
    if (block.type === 'exercise') return this.#exercise(block.id);
    if (env.search) return '';
    const at = (): string => `${sourcePath(page)}:${block.picture?.line ?? block.line}`;
    return cellHTML(block, {
      lesson: `${page.chapter}/${page.name}`,
      code: (source) => this.#code(source),
      size: (src) => (env.path === undefined ? undefined : sizeOf(src, env.path, at)),
    });
  }

  #exercise(id: string): string {
    const { env, page, course } = this.#around;
    const all = course.chapters.flatMap(({ name, folder, exercises }) =>
      exercises.map((exercise) => ({ ...exercise, folder, chapter: name, name: `${name}/${exercise.id}` })),
    );
    const place = all.findIndex(({ name }) => name === `${page.chapter}/${id}`);
    const found = all[place];
    if (!found) throw new RangeError(`found the exercise ${id}, which is not among the chapter's`);
    const file = sourcePath({ kind: 'exercise', chapter: page.chapter, name: id });
    const folder = join(found.folder, 'exercises', id);
    env.includes?.push(join(folder, 'exercise.md'), join(folder, 'solution.ts')); // VitePress watches them
    return exerciseHTML({
      chapter: page.chapter,
      folder,
      file,
      taskOnly: env.search === true,
      code: (source) => this.#code(source),
      render: (markdown, line) => this.#render(markdown, { ...env, part: { file, above: line - 1 } }),
      link: (target) => this.#link(target),
      ownPage: page.kind === 'exercise',
      next: all[place + 1],
    });
  }

  #render(markdown: string, env: PageEnv): string {
    const md = this.#md;
    return withoutPre(md.renderer.render(md.parse(markdown, env), md.options, env));
  }

  /** VitePress's rule for links knows the base. */
  #link(page: string): string {
    const { env } = this.#around;
    const html = this.#render(`[x](${page})`, { ...env, part: { file: 'link', above: 0 } });
    return /href="([^"]*)"/.exec(html)![1]!;
  }

  #code(source: string): string {
    const { coloured } = this.#around;
    const known = coloured.get(source);
    if (known !== undefined) return known;
    const html = this.#md.options.highlight?.(source, 'ts', '');
    const made = html ? withoutPre(html) : `<pre tabindex="0"><code>${escapeHTML(source)}</code></pre>`;
    coloured.set(source, made);
    return made;
  }
}

/** Within `v-pre` Vue would leave a second one in the page, and then ship the text twice. */
const withoutPre = (html: string): string => html.replace(/(<[a-z][^<>]*?)\sv-pre(?:="")?(?=[\s>])/g, '$1');
