import { globSync } from 'node:fs';
import { basename } from 'node:path';

/** Where benchmarks (`step` is `…/step.bench.ts`) and long runs (`…/seeds.long.ts`) may stand, from the root. */
export const places = {
  bench: ['packages/*/bench/*.bench.ts', 'tools/bench/src/**/*.bench.ts'],
  long: ['packages/*/long/*.long.ts', 'tools/*/long/*.long.ts'],
} as const;

/** Files of one kind by name. */
export function findPrograms(root: string, kind: keyof typeof places): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync([...places[kind]], { cwd: root }).sort()) {
    const name = basename(file, `.${kind}.ts`);
    const other = found.get(name);
    if (other) throw new RangeError(`Cannot list ${kind}: ${other} and ${file} share the name ${name}`);
    found.set(name, file);
  }
  return found;
}

/** The files of the names given, in their order; all where none is given. */
export function choose(found: ReadonlyMap<string, string>, names: readonly string[]): string[] {
  return (names.length > 0 ? names : [...found.keys()]).map((name) => {
    const file = found.get(name);
    if (!file) throw new RangeError(`Cannot find ${name}: there are ${[...found.keys()].join(', ') || 'none'}`);
    return file;
  });
}
