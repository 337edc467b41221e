import { globSync } from 'node:fs';
import { basename } from 'node:path';

/** Where a benchmark may stand, from the root of the repository. */
export const places: readonly string[] = ['packages/*/bench/*.bench.ts', 'tools/bench/src/**/*.bench.ts'];

/** Files of all benchmarks by name: `step` is `…/step.bench.ts`. */
export function findBenchmarks(root: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of globSync([...places], { cwd: root }).sort()) {
    const name = basename(file, '.bench.ts');
    const other = found.get(name);
    if (other) throw new RangeError(`Cannot list benchmarks: ${other} and ${file} share the name ${name}`);
    found.set(name, file);
  }
  return found;
}
