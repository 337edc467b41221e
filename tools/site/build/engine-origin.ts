import type { Metafile } from 'esbuild';
import type { CourseSource } from './course-source.ts';

/**
 * Modules of a bundle that come neither from the site's own folder nor from an installed package: sources of the course,
 * where packed packages were to be taken. Paths are relative to tools/site, as esbuild's are.
 */
export function foreignModules({ inputs }: Pick<Metafile, 'inputs'>): string[] {
  return Object.keys(inputs).filter((path) => path.startsWith('../') && !path.startsWith('../../node_modules/'));
}

/** Throws where a bundle that is made of packed packages holds anything of the course's sources. */
export function checkOrigin({ kind }: CourseSource, metafile: Metafile): void {
  const foreign = kind === 'packed' ? foreignModules(metafile) : [];
  if (foreign.length > 0)
    throw new Error(`Cannot bundle from the packed packages alone: found ${foreign.slice(0, 5).join(', ')}`);
}
