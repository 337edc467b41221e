import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Finding, Tree } from './tree.ts';

interface TurboFile {
  tasks: Record<string, { dependsOn?: string[] }>;
  boundaries: { tags: Record<string, unknown> };
}

/**
 * chapters.json holds the order of the course; turbo.json repeats it, for `turbo boundaries` and for the root tasks, which
 * wait for every package that is published: chapters, then tools.
 */
export function turboOrder(tree: Tree): Finding[] {
  const found = tree.json<TurboFile>('turbo.json');
  const wanted = ordered(tree);
  const cure = 'node tools/build/rules/main.ts --write';
  const same = isDeepStrictEqual(JSON.parse(JSON.stringify(found)), JSON.parse(JSON.stringify(wanted)));
  const message = `it does not follow chapters.json and the packages there are: ${cure}`;
  return same ? [] : [{ rule: 'turbo-order', file: 'turbo.json', line: 1, message }];
}

/** Rewrites turbo.json after chapters.json. */
export function writeTurboOrder(tree: Tree): void {
  writeFileSync(join(tree.root, 'turbo.json'), `${JSON.stringify(ordered(tree), null, 2)}\n`);
}

function ordered(tree: Tree): TurboFile {
  const chapters = tree.json<string[]>('chapters.json');
  const turbo = structuredClone(tree.json<TurboFile>('turbo.json'));
  turbo.boundaries.tags = Object.fromEntries(
    chapters.map((name, i) => [name, { dependencies: { deny: chapters.slice(i + 1) } }]),
  );
  const present = chapters.filter((name) => tree.packages.includes(name)).map((name) => `@zero-to-gpt/${name}`);
  const written = present.map((name) => `${name}#transit`); // with the modules that are generated
  const published = [...present, ...publishedTools(tree)];
  const dependsOn = {
    '//#rules': written,
    '//#lint': written,
    '//#docs': written,
    '//#unit': [...written, ...published.map((name) => `${name}#examples`)],
    '//#smoke': published.map((name) => `${name}#build`),
  };
  for (const [task, list] of Object.entries(dependsOn)) turbo.tasks[task] = { ...turbo.tasks[task], dependsOn: list };
  return turbo;
}

/** Names of the packages under `tools` that go to npm. */
function publishedTools(tree: Tree): string[] {
  return tree.files
    .filter((file) => /^tools\/[^/]+\/package\.json$/.test(file))
    .map((file) => tree.json<{ name: string; private?: boolean }>(file))
    .flatMap((manifest) => (manifest.private ? [] : [manifest.name]));
}
