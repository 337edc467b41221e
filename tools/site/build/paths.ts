import { join } from 'node:path';

/** The root of this repository. */
export const repository: string = join(import.meta.dirname, '../../..');

/** `tools/site`: VitePress's root. */
export const siteRoot: string = join(import.meta.dirname, '..');

/** What is generated on the way: packed packages, pages, the engine. */
export const work: string = join(siteRoot, '.site');

/** Where a build goes unless it is told otherwise. */
export const defaultOut: string = join(siteRoot, 'dist');
