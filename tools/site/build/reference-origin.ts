import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseSource } from './course-source.ts';

const generated = /\.(?:wasm|asset)\.ts$/;

/**
 * Throws where a packed package holds other sources than those that the reference is made of, fewer, or more: its pages
 * would then describe what nobody can install.
 */
export function checkReferenceOrigin(packed: CourseSource, sources: CourseSource): void {
  if (packed.kind !== 'packed') return;
  const folders = new Map(sources.chapters.map(({ name, folder }) => [name, folder]));
  const other = packed.chapters.flatMap(({ name, folder }) =>
    differences(folder, folders.get(name) ?? '').map((file) => `${name}/${file}`),
  );
  if (other.length > 0)
    throw new Error(`Cannot take the reference from the sources: packed otherwise are ${other.slice(0, 5).join(', ')}`);
}

function differences(packed: string, source: string): string[] {
  const listed = (folder: string): string[] =>
    globSync('{README.md,src/**/*.ts}', { cwd: folder }).filter((file) => !generated.test(file));
  const same = (file: string): boolean => {
    const [one, two] = [join(packed, file), join(source, file)];
    return existsSync(one) && existsSync(two) && readFileSync(one, 'utf8') === readFileSync(two, 'utf8');
  };
  return [...new Set([...listed(packed), ...listed(source)])].filter((file) => !same(file)).sort();
}
