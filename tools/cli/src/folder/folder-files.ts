import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type ChapterName, packageName } from '../chapters.ts';
import { CommandError } from '../command-error.ts';
import { namedPackages } from '../course/course.ts';
import { writeWhole } from '../course/write-whole.ts';
import { folderReadme } from './folder-readme.ts';
import { packageManager } from './package-manager.ts';

/** Packages of a course folder besides its chapters, with the range that is written where nothing is installed yet. */
export const tools = { '@zero-to-gpt/check': 'latest', 'zero-to-gpt': 'latest', typescript: '^7.0.2' } as const;

const tsconfig = {
  compilerOptions: {
    target: 'es2022',
    lib: ['es2023', 'esnext.disposable', 'dom', 'dom.iterable'],
    module: 'esnext',
    moduleResolution: 'bundler',
    types: [],
    strict: true,
    noEmit: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
  },
  include: ['**/*.ts'],
  exclude: ['node_modules', '.zero-to-gpt', '**/*.new.ts'],
};

/**
 * For pnpm: exercises may import the earlier chapters of one that package.json names, and esbuild may run its script,
 * which newer versions (`allowBuilds`) and older ones want to be told.
 */
const pnpmWorkspace = `publicHoistPattern:
  - '@zero-to-gpt/*'
allowBuilds:
  esbuild: true
onlyBuiltDependencies:
  - esbuild
`;

/** Writes what a course folder consists of; what is there already stays, and package.json gains what it lacks. */
export function writeFolder(folder: string, chapters: readonly ChapterName[]): void {
  const texts = {
    'tsconfig.json': `${JSON.stringify(tsconfig, null, 2)}\n`,
    '.gitignore': 'node_modules\n',
    'README.md': folderReadme(chapters),
    ...(packageManager(folder) === 'pnpm' && { 'pnpm-workspace.yaml': pnpmWorkspace }),
  };
  const manifest = join(folder, 'package.json');
  const before = existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as Record<string, unknown>) : {}; // read by `checkFolder`
  const named = existsSync(manifest) ? namedPackages(manifest) : [];
  const wanted = { ...Object.fromEntries(chapters.map((name) => [packageName(name), 'latest'])), ...tools };
  const added = Object.entries(wanted).filter(([name]) => !named.includes(name));
  const content = {
    name: nameFrom(folder),
    private: true,
    type: 'module',
    scripts: { check: 'zero-to-gpt check', watch: 'zero-to-gpt watch' },
    ...before,
    dependencies: { ...(before.dependencies as object | undefined), ...Object.fromEntries(added) },
  };
  writeWhole(manifest, `${JSON.stringify(content, null, 2)}\n`);
  for (const [name, text] of Object.entries(texts))
    if (!existsSync(join(folder, name))) writeWhole(join(folder, name), text);
}

const harmless = /^(\.git|\.gitignore|\.vscode|\.idea|\.DS_Store|README\.md|LICENSE|\.npmrc|\.zero-to-gpt)$/;

/** Checks that a folder may become a course: it is not there, empty, or a course already. */
export function checkFolder(folder: string): void {
  if (!existsSync(folder)) return;
  let files: string[];
  try {
    files = readdirSync(folder);
  } catch (error) {
    throw new CommandError(`Cannot make a course in ${folder}: ${error instanceof Error ? error.message : error}`);
  }
  const manifest = join(folder, 'package.json');
  if (existsSync(manifest)) {
    if (namedPackages(manifest).some((name) => name === 'zero-to-gpt' || name.startsWith('@zero-to-gpt/'))) return;
    throw new CommandError(`Cannot make a course in ${folder}: its package.json is another project's`, cure);
  }
  const others = files.filter((file) => !harmless.test(file));
  if (others.length > 0)
    throw new CommandError(`Cannot make a course in ${folder}: it holds ${others.slice(0, 3).join(', ')} …`, cure);
}

const cure = 'Name a new folder: npx zero-to-gpt init my-gpt';

/** A name that npm accepts. */
function nameFrom(folder: string): string {
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return ['', 'zero-to-gpt', 'node-modules'].includes(name) ? 'my-gpt' : name;
}
