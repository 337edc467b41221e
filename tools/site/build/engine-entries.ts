import { existsSync, globSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { type CourseSource, readManifest } from './course-source.ts';
import { siteRoot } from './paths.ts';

/** One module that pages load by an address of its own. */
export interface Entry {
  /** Which list of the manifest it belongs to. */
  readonly kind: 'worker' | 'editor' | 'runtime' | 'demo' | 'package' | 'exercise' | 'widget';
  /** Its key there: specifier, `chapter/id` or the widget's name. */
  readonly key: string;
  /** File, or specifier that is resolved where the course comes from. */
  readonly input: string;
  /** Path in the output without hash and ending. */
  readonly output: string;
}

/** Entry points that are no business of a reader's cell. */
const notForCells = /^\.\/(testing|package\.json|vitest|exercises)$/;

/** Everything that is bundled: see `Manifest`. Files of the site itself that are not there are named in `missing`. */
export function engineEntries(source: CourseSource): { entries: Entry[]; missing: string[] } {
  const own: Entry[] = [
    { kind: 'worker', key: 'worker', input: join(siteRoot, 'worker/main.ts'), output: 'worker' },
    { kind: 'editor', key: 'editor', input: join(siteRoot, 'editor/main.ts'), output: 'editor' },
    { kind: 'runtime', key: 'runtime', input: join(siteRoot, 'runtime/main.ts'), output: 'runtime' },
    { kind: 'demo', key: 'worker', input: join(siteRoot, 'theme/demo/worker.ts'), output: 'demo' },
  ];
  const missing = own.filter(({ input }) => !existsSync(input)).map(({ input }) => relative(siteRoot, input));
  const there = own.filter(({ input }) => existsSync(input));
  return { entries: [...there, ...packages(source), ...exercises(source), ...widgets()], missing };
}

function packages({ chapters, resolveFrom }: CourseSource): Entry[] {
  const tools = ['check', 'lesson-kit'].map((name) => join(resolveFrom, 'node_modules/@zero-to-gpt', name));
  const specifiers = [...chapters.map(({ folder }) => folder), ...tools].flatMap((folder) => {
    const { name, exports } = readManifest(folder);
    return Object.keys(exports)
      .filter((key) => !notForCells.test(key))
      .map((key) => name + key.slice(1));
  });
  return [...specifiers, '@observablehq/plot'].map((key) => {
    const output = `packages/${key.replace(/^@[^/]+\//, '').replaceAll('/', '-')}`;
    return { kind: 'package', key, input: key, output };
  });
}

function exercises({ chapters }: CourseSource): Entry[] {
  return chapters.flatMap(({ name, folder }) =>
    globSync('exercises/*/check.ts', { cwd: folder })
      .sort()
      .map((file): Entry => {
        const id = basename(dirname(file));
        return { kind: 'exercise', key: `${name}/${id}`, input: join(folder, file), output: `exercises/${name}-${id}` };
      }),
  );
}

/** The files that lie in widgets/ itself: each defines the element of its name. */
export function widgets(): Entry[] {
  return globSync('widgets/*.ts', { cwd: siteRoot })
    .sort()
    .map((file) => ({ name: basename(file, '.ts'), input: join(siteRoot, file) }))
    .map(({ name, input }) => ({ kind: 'widget', key: name, input, output: `widgets/${name}` }));
}
