import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import MagicString from 'magic-string';
import { linkLesson } from '../link-lesson.ts';
import { parseLesson } from '../parse.ts';
import { lessonTests } from './lesson-tests.ts';
import { slowCells } from './slow-cells.ts';

/** The part of vite's plugin interface that `lessons` needs. */
export interface LessonsPlugin {
  /** Name in vite's messages. */
  readonly name: string;
  /** Before vite's own plugins, which do not know Markdown. */
  readonly enforce: 'pre';
  /** Tells the plugin the project's folder. */
  configResolved(config: { readonly root: string }): void;
  /** Keeps vitest from taking a page's modules from its cache on disk: they follow from more than the page. */
  configureVitest(vitest: {
    defineCacheKeyGenerator(key: (module: { readonly id: string }) => false | undefined): void;
  }): void;
  /** Cells are modules of their own. */
  resolveId(id: string): string | undefined;
  /** A lesson as a test file, or one of its cells. */
  load(id: string): { code: string; map: unknown } | undefined;
}

/**
 * A plugin for vitest that makes lessons test files: `plugins: [lessons()], test: { include: ['lesson/*.md'] }`. Each
 * cell is a test at its own Markdown line, whose printed output must equal the page's; with `ZERO_TO_GPT_UPDATE=1` in the
 * environment the page is rewritten instead. With `ZERO_TO_GPT_LESSONS=quick` cells marked `slow` are no tests, nor are
 * those that build on them.
 */
export function lessons(): LessonsPlugin {
  const read = new Map<string, { text: string; modules: Map<string, string> }>();
  let root = '/';
  const modules = (file: string): Map<string, string> => {
    const text = readFileSync(file, 'utf8');
    const known = read.get(file);
    if (known?.text === text) return known.modules;
    const made = toModules(text, file);
    read.set(file, { text, modules: made });
    return made;
  };
  return {
    name: 'zero-to-gpt:lessons',
    enforce: 'pre',
    configResolved(config) {
      root = config.root;
    },
    configureVitest(vitest) {
      vitest.defineCacheKeyGenerator(({ id }) => (pattern.test(id) ? false : undefined));
    },
    resolveId(id) {
      const [, file, cell] = pattern.exec(id) ?? [];
      if (file === undefined || cell === undefined) return undefined;
      return existsSync(file) ? id : `${join(root, file)}?cell=${cell}`; // vite shortens paths below its root
    },
    load(id) {
      const [, file, cell = ''] = pattern.exec(id) ?? [];
      const code = file === undefined ? undefined : modules(file).get(cell);
      if (file === undefined || code === undefined) return undefined;
      // lines of the module are the page's; columns are so in cells only
      return { code, map: new MagicString(code).generateMap({ source: file, hires: cell !== '' && 'boundary' }) };
    },
  };
}

const pattern = /^(.*[\\/]lesson[\\/][^\\/?]+\.md)(?:\?cell=([\w-]+))?$/;

/** Cell id → JavaScript; '' → the test file. */
function toModules(text: string, file: string): Map<string, string> {
  const lesson = parseLesson(text, file);
  const url = (id: string) => `${file}?cell=${id}`;
  const page = fileURLToPath(new URL('./page.ts', import.meta.url));
  const cells = linkLesson(lesson, { url: (cell) => url(cell.id), host: 'node' });
  const leftOut = process.env.ZERO_TO_GPT_LESSONS === 'quick' ? slowCells(lesson.cells, cells) : new Set<string>();
  const exercises = join(dirname(file), '../exercises');
  const out = new Map([['', lessonTests(lesson, { page, url, exercises, leftOut })]]);
  for (const [id, linked] of cells) out.set(id, linked instanceof SyntaxError ? throwing(linked) : linked.code);
  return out;
}

/** A module that throws what is wrong with a cell, at its line. */
function throwing({ message, line = 1 }: SyntaxError & { line?: number }): string {
  return `${'\n'.repeat(line - 1)}throw new SyntaxError(${JSON.stringify(message)});`;
}
