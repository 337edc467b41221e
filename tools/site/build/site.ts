import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildFingerprint, builtBefore, noteBuilt } from './built-before.ts';
import { type CourseSource, openPacked, openSources } from './course-source.ts';
import { buildEngine } from './engine.ts';
import { preparePacked } from './packed.ts';
import { writePages } from './pages.ts';
import { defaultOut, work } from './paths.ts';
import { writeReference } from './reference.ts';
import { checkReferenceOrigin } from './reference-origin.ts';
import { checkReplaceable, replaceFolder } from './replace-folder.ts';
import { runStep } from './run-step.ts';
import { asBase } from './serve.ts';
import { copyInto, writeStaticFiles } from './static-files.ts';
import { Stopwatch, type Times } from './stopwatch.ts';
import { together } from './together.ts';
import { withLock } from './with-lock.ts';

export { type ServeOptions, type SiteServer, serveSite } from './serve.ts';

/** Options of `buildSite`. */
export interface BuildSiteOptions {
  /** Where the site will begin on its host. Default: `/`. */
  readonly base?: string;
  /** Folder of the output. Default: `tools/site/dist`. */
  readonly out?: string;
  /** Take the packages as npm would install them, not the sources. Default: true. */
  readonly packed?: boolean;
  /** Only these chapters, as if the others were not there. */
  readonly chapters?: readonly string[];
  /** Take the course from here, whatever the two above say, and build anew: for tests. */
  readonly source?: CourseSource;
  /** Do nothing where `out` was built from the very same files. Default: false. */
  readonly reuse?: boolean;
  /** Show what VitePress says. Default: only where it fails. */
  readonly loud?: boolean;
}

/** A built site. */
export interface BuiltSite {
  readonly out: string;
  readonly base: string;
  readonly times: Times;
}

/** Builds the whole site. A build that fails leaves the output of the one before as it was. */
export async function buildSite(options: BuildSiteOptions = {}): Promise<BuiltSite> {
  const { out = defaultOut, packed = true, chapters, source: given, reuse = false, loud = false } = options;
  const base = asBase(options.base ?? '/');
  checkReplaceable(out);
  return withLock(join(work, 'build.lock'), async () => {
    const watch = new Stopwatch();
    const wanted = buildFingerprint({ base, packed, chapters, url: process.env.ZERO_TO_GPT_SITE_URL });
    if (reuse && !given && builtBefore(out, wanted)) return { out, base, times: watch.times };
    noteBuilt(out);
    writeStaticFiles(join(work, 'public'));
    const source = await writeSources(options, watch);
    const fresh = join(work, 'fresh');
    rmSync(fresh, { recursive: true, force: true });
    await together([
      () => watch.time('engine', () => buildEngine(source, join(work, 'engine'))),
      (signal) => watch.time('vitepress', () => runStep('vitepress-build.ts', [base, fresh], { loud, signal })),
    ]);
    await watch.time('files', () => {
      copyInto(join(work, 'public'), fresh, ['zg']);
      copyInto(join(work, 'engine'), join(fresh, 'zg'));
      replaceFolder(fresh, out);
      if (!given) noteBuilt(out, wanted);
    });
    return { out, base, times: watch.times };
  });
}

/** Writes all that VitePress reads. The reference is made of the sources; packed packages must hold the very same. */
async function writeSources(options: BuildSiteOptions, watch: Stopwatch): Promise<CourseSource> {
  const { packed = true, chapters } = options;
  const choice = chapters ? { chapters } : {};
  const sources = openSources(choice);
  let source = options.source ?? sources;
  await together([
    () => watch.time('reference', () => writeReference({ source: sources, site: work })),
    async () => {
      if (packed && !options.source) source = openPacked(await watch.time('packed', preparePacked), choice);
      if (!options.source) checkReferenceOrigin(source, sources);
      await watch.time('pages', () => writePages({ source, site: work }));
    },
  ]);
  return source;
}
