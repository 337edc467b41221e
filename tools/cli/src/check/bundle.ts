import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BuildFailure, Message, Plugin } from 'esbuild';
import { chapterNames, isChapter } from '../chapters.ts';
import { conditions, home } from '../here.ts';

/** What to bundle for a process of its own. */
export interface BundleOptions {
  /** Text of the module that starts it all; it names files by their whole paths. */
  readonly entry: string;
  /** Root of the course, from which paths in messages count. */
  readonly root: string;
  /** Where the bundle goes. */
  readonly outfile: string;
  /** Folder from which packages of the course are found first. */
  readonly packagesFrom?: string;
  /** The learner's code may import chapters up to this one; undefined: any. */
  readonly upTo?: string;
  /** Packages that a file of the learner's replaces. */
  readonly instead?: ReadonlyMap<string, string>;
}

/** Something that keeps code from being read: a syntax error, or an import of what is not there. */
export interface Unreadable {
  /** One line. */
  readonly message: string;
  /** `path:line:column`, from the root of the course. */
  readonly at?: string;
  /** The line of code with a mark below the place. */
  readonly detail?: string;
}

/** Bundles code for Node. Returns nothing when all is well, else the first things that are wrong. */
export async function bundle(options: BundleOptions): Promise<readonly Unreadable[]> {
  const { build } = await import('esbuild');
  const { entry, root, outfile } = options;
  try {
    await build({
      stdin: { contents: entry, resolveDir: root, sourcefile: 'zero-to-gpt', loader: 'ts' },
      absWorkingDir: root,
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      sourcemap: 'inline',
      sourcesContent: false,
      keepNames: true,
      conditions: [...conditions, 'module'],
      logLevel: 'silent',
      plugins: [packages(options)],
    });
    return [];
  } catch (error) {
    const { errors } = error as BuildFailure; // what esbuild rejects with
    if (!Array.isArray(errors)) throw error;
    return errors.map((message) => unreadable(message, root));
  }
}

/**
 * Finds packages of the course from the chapter at hand, so that the learner's code and the check share one copy, and
 * leaves them out of the bundle unless something of theirs is replaced.
 */
function packages({ root, packagesFrom = root, upTo, instead = new Map() }: BundleOptions): Plugin {
  const last = upTo !== undefined && isChapter(upTo) ? chapterNames.indexOf(upTo) : chapterNames.length;
  return {
    name: 'packages of the course',
    setup(build) {
      build.onResolve({ filter: /^@zero-to-gpt\// }, async ({ path, kind, importer, pluginData }) => {
        if (pluginData === 'found') return;
        const replacement = instead.get(path);
        if (replacement !== undefined && !isPartOf(replacement, importer)) return { path: replacement };
        const name = path.split('/')[1] ?? '';
        const mine = !relative(root, importer).startsWith('..') && !importer.includes('node_modules');
        if (mine && isChapter(name) && chapterNames.indexOf(name) > last)
          return { errors: [{ text: `${path} is a later chapter: this exercise may use ${allowed(last)}` }] };
        const places = name === 'check' ? [home, root] : [packagesFrom, root];
        for (const resolveDir of places) {
          const { path: found, errors } = await build.resolve(path, { resolveDir, kind, pluginData: 'found' });
          if (errors.length > 0 || !isAbsolute(found)) continue;
          return instead.size > 0 ? { path: found } : { path: pathToFileURL(found).href, external: true };
        }
        return { errors: [{ text: `${path} is not installed`, notes: [{ text: `npm install ${path}` }] }] };
      });
    },
  };
}

/** Whether a file belongs to a module of the learner's: only there does a replaced package mean ours. */
function isPartOf(module: string, file: string): boolean {
  if (!/^index\.\w+$/.test(basename(module))) return file === module;
  return !relative(dirname(module), file).startsWith('..');
}

function allowed(last: number): string {
  const names = chapterNames.slice(0, last + 1);
  return names.length === 1 ? `${names[0]} only` : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

function unreadable({ text, location, notes }: Message, root: string): Unreadable {
  const note = notes.map((each) => each.text).join('\n');
  if (!location) return { message: text, ...(note && { detail: note }) };
  const { file, line, column, lineText, length } = location;
  const path = relative(root, isAbsolute(file) ? file : join(root, file)).replaceAll('\\', '/');
  const mark = `${' '.repeat(column)}${'^'.repeat(Math.max(1, length))}`;
  const detail = [`${line} | ${lineText}`, `${' '.repeat(String(line).length)} | ${mark}`, note].join('\n').trimEnd();
  return { message: text, at: `${path}:${line}:${column + 1}`, detail };
}
