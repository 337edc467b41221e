import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type BuildOptions, build, context, type Metafile, type Plugin } from 'esbuild';
import type { Manifest } from '../shared/manifest.ts';
import { readNames } from '../theme/demo/names.ts';
import { alone } from './alone.ts';
import { type CourseSource, chapterNames, readManifest } from './course-source.ts';
import { type Entry, engineEntries } from './engine-entries.ts';
import { checkOrigin } from './engine-origin.ts';
import { siteRoot } from './paths.ts';

/** What a page loads from `zg/`, and how it came about. */
export interface Engine {
  readonly manifest: Manifest;
  readonly metafile: Metafile;
}

/** Options of `buildEngine`. */
export interface EngineOptions {
  /** Warn of modules of the site that are not there, and go on. Default: they are an error. */
  readonly lenient?: boolean;
}

/**
 * Bundles all that runs in pages into `out`, in one go, so that whatever loads a package gets the same instance of it:
 * the worker, the editor, the pages' runtime, the packages, the checks of exercises and the widgets. What runs in Node
 * alone is left out. Names carry hashes, but for `runtime.js` and `manifest.json`.
 */
export async function buildEngine(source: CourseSource, out: string, options: EngineOptions = {}): Promise<Engine> {
  const entries = entriesOf(source, options);
  const fresh = `${out}.${process.pid}`;
  rmSync(fresh, { recursive: true, force: true });
  const { metafile } = await build({ ...settings(source, entries, fresh), entryNames: '[dir]/[name]-[hash]' });
  checkOrigin(source, metafile);
  const engine = finish({ source, entries, metafile, out: fresh });
  rmSync(out, { recursive: true, force: true });
  renameSync(fresh, out);
  return engine;
}

/** The same for authors: names without hashes, and built again when a file changes. Stop it by `dispose`. */
export async function watchEngine(
  source: CourseSource,
  out: string,
  { built, ...options }: EngineOptions & { built: (engine: Engine) => void },
): Promise<{ dispose(): Promise<void> }> {
  const entries = entriesOf(source, options);
  rmSync(out, { recursive: true, force: true });
  const report: Plugin = {
    name: 'built',
    setup: (it) =>
      it.onEnd(({ metafile, errors }) => {
        if (metafile && errors.length === 0) built(finish({ source, entries, metafile, out }));
      }),
  };
  const base = settings(source, entries, out);
  const watching = await context({
    ...base,
    entryNames: '[dir]/[name]',
    minify: false,
    sourcemap: 'linked',
    plugins: [...base.plugins, report],
  });
  await watching.rebuild();
  await watching.watch();
  return watching;
}

function entriesOf(source: CourseSource, { lenient = false }: EngineOptions): Entry[] {
  const { entries, missing } = engineEntries(source);
  if (missing.length > 0 && !lenient) throw new Error(`Cannot build the site: it lacks ${missing.join(', ')}`);
  for (const file of missing) console.warn(`The site lacks ${file}: pages will do without`);
  return entries;
}

function settings(source: CourseSource, entries: readonly Entry[], outdir: string) {
  return {
    entryPoints: entries.map(({ input, output }) => ({ in: input, out: output })),
    outdir,
    absWorkingDir: siteRoot,
    bundle: true,
    splitting: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    metafile: true,
    chunkNames: 'chunks/[name]-[hash]',
    conditions: [...source.conditions, 'module'],
    define: { 'process.env.NODE_ENV': '"production"' },
    external: ['node:*'],
    tsconfigRaw: {},
    logLevel: 'warning',
    plugins: [courseResolver(source), emptyModule('canvas'), alone],
  } satisfies BuildOptions;
}

/** Whoever asks for a package of the course gets the one from the course's source. */
function courseResolver({ resolveFrom }: CourseSource): Plugin {
  return {
    name: 'course',
    setup(it) {
      it.onResolve({ filter: /^@zero-to-gpt\/|^@observablehq\/plot$/ }, ({ path, kind, pluginData }) => {
        if (pluginData === resolved) return null;
        const wanted = kind === 'entry-point' ? 'import-statement' : kind;
        return it.resolve(path, { resolveDir: resolveFrom, kind: wanted, pluginData: resolved });
      });
    },
  };
}
const resolved = Symbol('resolved');

/** linkedom tries to load `canvas`, which is Node's alone. */
function emptyModule(name: string): Plugin {
  return {
    name: 'empty',
    setup(it) {
      it.onResolve({ filter: new RegExp(`^${name}$`) }, () => ({ path: name, namespace: 'empty' }));
      it.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: 'export default {}' }));
    },
  };
}

interface Bundled {
  readonly source: CourseSource;
  readonly entries: readonly Entry[];
  readonly metafile: Metafile;
  readonly out: string;
}

/** Finds each entry's file, drops what only Node can load, and writes the manifest. */
function finish({ source, entries, metafile, out }: Bundled): Engine {
  const files = outputs(metafile);
  const loadable = new Map<Entry, string>();
  for (const entry of entries) {
    const file = files.find((path) => named(relative(out, join(siteRoot, path)), entry.output));
    if (file === undefined) throw new Error(`Cannot find what ${entry.input} was built into`);
    if (needsNode(file, metafile.outputs)) rmSync(join(siteRoot, file), { force: true });
    else loadable.set(entry, relative(out, join(siteRoot, file)));
  }
  const list = (kind: Entry['kind']): Record<string, string> =>
    Object.fromEntries([...loadable].filter(([entry]) => entry.kind === kind).map(([{ key }, file]) => [key, file]));
  const { worker: demo } = list('demo');
  if (demo) writeFileSync(join(out, 'names.txt'), readNames());
  const { runtime } = list('runtime');
  if (runtime !== undefined && runtime !== 'runtime.js') renameSync(join(out, runtime), join(out, 'runtime.js'));
  const manifest: Manifest = {
    worker: list('worker').worker ?? '',
    editor: list('editor').editor ?? '',
    packages: list('package'),
    exercises: list('exercise'),
    widgets: list('widget'),
    ...(demo ? { demo: { worker: demo, names: 'names.txt' } } : {}),
    versions: versions(source),
    chapters: chapterNames(),
  };
  mkdirSync(out, { recursive: true });
  writeFileSync(join(out, 'manifest.json'), JSON.stringify(manifest));
  return { manifest, metafile };
}

const outputs = (metafile: Metafile): string[] => Object.keys(metafile.outputs).filter((path) => path.endsWith('.js'));

/** Whether `file` is `output` with a hash (`worker-5XK2ABCD.js`) or without one. */
function named(file: string, output: string): boolean {
  return (
    file === `${output}.js` ||
    (file.startsWith(`${output}-`) && /^[A-Z0-9]{8}\.js$/.test(file.slice(output.length + 1)))
  );
}

/** Whether a module imports `node:…`, itself or by what it imports. Imports in functions do not count. */
export function needsNode(file: string, outputs: Metafile['outputs'], seen: Set<string> = new Set()): boolean {
  if (seen.has(file)) return false;
  seen.add(file);
  const imports = outputs[file]?.imports.filter(({ kind }) => kind === 'import-statement') ?? [];
  return imports.some(({ path }) => path.startsWith('node:') || needsNode(path, outputs, seen));
}

function versions({ chapters, resolveFrom }: CourseSource): Record<string, string> {
  const tools = ['check', 'lesson-kit'].map((name) => join(resolveFrom, 'node_modules/@zero-to-gpt', name));
  const manifests = [...chapters.map(({ folder }) => folder), ...tools].map(readManifest);
  return Object.fromEntries(manifests.map(({ name, version }) => [name, version]));
}
