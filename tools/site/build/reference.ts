import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { pageFront } from './chapter-page.ts';
import { type CourseSource, openSources } from './course-source.ts';
import { repository } from './paths.ts';
import { webLinks } from './reference/web-links.ts';
import { runStep } from './run-step.ts';
import { ChangedFiles } from './write-changed.ts';

/** What `writeReference` works on. */
export interface WriteReferenceOptions {
  readonly source: CourseSource;
  /** The folder `.site`. */
  readonly site: string;
}

const tools = ['tools/check', 'tools/lesson-kit'];

/**
 * Writes the reference of all packages to `pages/api`, made from the sources' comments. What typedoc has written once for
 * the same sources is taken again.
 */
export async function writeReference({ site }: WriteReferenceOptions): Promise<void> {
  const chapters = openSources().chapters.map(({ folder }) => relative(repository, folder));
  const packages = [...chapters, ...tools];
  const cache = join(site, 'reference');
  const made = join(cache, fingerprint(packages));
  if (!existsSync(made)) {
    rmSync(cache, { recursive: true, force: true });
    mkdirSync(cache, { recursive: true });
    const fresh = `${made}.new`;
    await runStep('reference/write.ts', [fresh, ...packages]);
    renameSync(fresh, made);
  }
  const api = new ChangedFiles(join(site, 'pages/api'));
  for (const file of globSync('**/*.{md,json}', { cwd: made, exclude: ['_media/**'] })) {
    const folder = packages.find((one) => basename(one) === file.split(/[\\/]/)[0]);
    const text = readFileSync(join(made, file), 'utf8');
    api.write(file, folder === undefined ? text : webLinks(text, { folder, repository }));
  }
  api.write('index.md', frontPage(packages));
  api.close();
}

/** Changes with whatever can change the reference. */
function fingerprint(packages: readonly string[]): string {
  const own = globSync('{typedoc,tsconfig.base}.json', { cwd: repository });
  const files = packages.flatMap((folder) =>
    globSync(`${folder}/{src/**/*.ts,*.md,{package,typedoc,tsconfig}.json}`, {
      cwd: repository,
      exclude: (name) => /\.(?:wasm|asset)\.ts$/.test(name),
    }),
  );
  const parts = globSync('{reference.ts,reference/*.ts}', { cwd: import.meta.dirname }).map((file) =>
    relative(repository, join(import.meta.dirname, file)),
  );
  const hash = createHash('sha256');
  for (const file of [...own, ...files, ...parts, 'tools/site/package.json'].sort())
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(repository, file)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function frontPage(packages: readonly string[]): string {
  const items = packages.map((folder) => {
    const name = basename(folder);
    const { description } = JSON.parse(readFileSync(join(repository, folder, 'package.json'), 'utf8')) as {
      description: string; // publint demands it
    };
    return `- [\`@zero-to-gpt/${name}\`](/api/${name}/): ${lower(description)}`;
  });
  return `${[
    pageFront({ title: 'Reference', description: 'Everything that the packages of the course export.' }),
    '# Reference',
    'Everything that the packages of the course export, made from the comments in their sources. A chapter imports only chapters above it.',
    items.join('\n'),
  ].join('\n\n')}\n`;
}

const lower = (text: string): string => text.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
