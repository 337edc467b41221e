import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { TestProjectInlineConfiguration, ViteUserConfig } from 'vitest/config';
import { slow } from './vitest.preset.ts';

/**
 * What a test file does that another one in its process would notice, or what it asks that depends on others (bytes of the
 * device that all share, which the collector gives back late); or it says `// runs alone: <reason>`.
 */
const meetsOthers =
  /\bvi\.(mock|doMock|doUnmock|resetModules|hoisted|stubGlobal|useFakeTimers)\b|\bcpu\.stats\(|\btraceArrays\b|^\/\/ runs alone: \S/m;

/** A page of a lesson is a program of its own, down to what it prints. */
const runsAlone = (file: string) => file.endsWith('.md') || meetsOthers.test(readFileSync(file, 'utf8'));

/**
 * The projects of `npm test`, two a package: test files share processes, as starting one for each takes as long as the
 * tests do; lessons, and tests that meet others there, have one each. In its own folder, `vitest run` gives every file its own.
 */
export async function projects(root: string): Promise<TestProjectInlineConfiguration[]> {
  const found: TestProjectInlineConfiguration[] = [];
  for (const { folder, name, config } of await packages(root)) {
    const alone = globSync([...(config.test?.include ?? [])], { cwd: folder })
      .filter((path) => runsAlone(join(folder, path)))
      .sort();
    const shared = { isolate: false, exclude: alone, setupFiles: [join(root, 'vitest.setup.ts')] };
    found.push({ ...config, test: { ...config.test, name, ...shared } });
    if (alone.length > 0) found.push({ ...config, test: { ...config.test, name: `${name} alone`, include: alone } });
  }
  return found;
}

/**
 * The projects of the `test-slow` folders: files that may run at the same time; then, one by one, those that say
 * `// runs alone: <reason>`: they measure, kill at a moment, take every core, or change what others read.
 */
export function slowTests(root: string): TestProjectInlineConfiguration[] {
  const found = globSync('{packages,tools}/*/test-slow/**/*.test.ts', { cwd: root }).sort();
  const saysAlone = (file: string) => /^\/\/ runs alone: \S/m.test(readFileSync(join(root, file), 'utf8'));
  const alone = found.filter(saysAlone);
  const together = found.filter((file) => !alone.includes(file));
  return [
    slow(root, { name: 'slow', include: together, fileParallelism: true }),
    slow(root, { name: 'slow alone', include: alone, fileParallelism: false }), // Vitest takes such a project last
  ];
}

/** A project for each chapter that has lessons with cells marked `slow`: these lessons, whole. */
export async function slowLessons(root: string): Promise<TestProjectInlineConfiguration[]> {
  const found: TestProjectInlineConfiguration[] = [];
  for (const { folder, name, config } of await packages(root)) {
    const hasSlow = (page: string) => /^```ts (.+ )?slow\b/m.test(readFileSync(join(folder, page), 'utf8'));
    const include = globSync('lesson/*.md', { cwd: folder }).filter(hasSlow).sort();
    if (include.length > 0) found.push({ ...config, test: { ...config.test, name: `${name} lessons`, include } });
  }
  return found;
}

interface Package {
  readonly folder: string;
  readonly name: string;
  readonly config: ViteUserConfig;
}

async function packages(root: string): Promise<Package[]> {
  const files = globSync('{packages,tools}/*/vitest.config.ts', { cwd: root }).sort();
  return Promise.all(
    files.map(async (file) => {
      const folder = join(root, dirname(file));
      const { name } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { name: string };
      const { default: config } = (await import(pathToFileURL(join(root, file)).href)) as { default: ViteUserConfig };
      return { folder, name, config };
    }),
  );
}
