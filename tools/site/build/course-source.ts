import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository, siteRoot } from './paths.ts';

/** A chapter whose package is there. */
export interface SourceChapter {
  /** Such as `linalg`. */
  readonly name: string;
  /** The package's root: package.json, README.md, and where it has them lesson/ and exercises/. */
  readonly folder: string;
}

/** Where the site takes the course from: the sources, or packages as npm installs them. Both look alike. */
export interface CourseSource {
  readonly kind: 'sources' | 'packed';
  /** In the course's order. */
  readonly chapters: readonly SourceChapter[];
  /** The folder from which `@zero-to-gpt/…` and `@observablehq/plot` are resolved. */
  readonly resolveFrom: string;
  /** Conditions of package.json#exports beyond a bundler's usual ones. */
  readonly conditions: readonly string[];
}

/** Options of both sources. */
export interface CourseSourceOptions {
  /** Only these chapters, as if the others were not there. Default: all that are there. */
  readonly chapters?: readonly string[];
}

/** What a package.json says that the site wants to know. */
export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  readonly exports: Readonly<Record<string, unknown>>;
}

/** The packages of this repository as they are being written: nothing has to be built. */
export function openSources(options: CourseSourceOptions = {}): CourseSource {
  const folders = (name: string): string => join(repository, 'packages', name);
  return {
    kind: 'sources',
    chapters: presentChapters(folders, options),
    resolveFrom: siteRoot,
    conditions: ['@zero-to-gpt/source'],
  };
}

/** Packages that npm installed into `folder`, as a reader would have them. */
export function openPacked(folder: string, options: CourseSourceOptions = {}): CourseSource {
  const folders = (name: string): string => join(folder, 'node_modules/@zero-to-gpt', name);
  return { kind: 'packed', chapters: presentChapters(folders, options), resolveFrom: folder, conditions: [] };
}

/** The course's chapters in their order, there or not. */
export function chapterNames(): string[] {
  return JSON.parse(readFileSync(join(repository, 'chapters.json'), 'utf8')) as string[]; // checked by the rules
}

/** The package.json of a folder. */
export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as PackageManifest; // our own, or npm's
}

function presentChapters(folderOf: (name: string) => string, { chapters }: CourseSourceOptions): SourceChapter[] {
  const names = chapterNames();
  for (const name of chapters ?? [])
    if (!names.includes(name))
      throw new RangeError(`Cannot choose chapters: found ${name}, wanted some of ${names.join(', ')}`);
  return names
    .filter((name) => existsSync(join(folderOf(name), 'package.json')))
    .filter((name) => chapters === undefined || chapters.includes(name))
    .map((name) => ({ name, folder: folderOf(name) }));
}
