import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type CourseSource, readManifest } from './course-source.ts';

/** Version ranges for a notebook's imports, `^1.2.0`: chapters, the course's tools and Plot, as the site has them. */
export function packageRanges({ chapters, resolveFrom }: CourseSource): Record<string, string> {
  const others = ['@zero-to-gpt/check', '@zero-to-gpt/lesson-kit', '@observablehq/plot']
    .map((name) => join(resolveFrom, 'node_modules', name))
    .filter((folder) => existsSync(join(folder, 'package.json')));
  const manifests = [...chapters.map(({ folder }) => folder), ...others].map(readManifest);
  return Object.fromEntries(manifests.map(({ name, version }) => [name, `^${version}`]));
}
