import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Registry, sh } from '@zero-to-gpt/build/registry';
import { chapterNames, readManifest } from './course-source.ts';
import { type FileSet, fingerprint } from './fingerprint.ts';
import { repository, work } from './paths.ts';

/** Folders of the packages that the site is made of and npm gets. */
export function publishedFolders(): string[] {
  const chapters = chapterNames().map((name) => join(repository, 'packages', name));
  const tools = ['check', 'lesson-kit'].map((name) => join(repository, 'tools', name));
  return [...chapters.filter((folder) => existsSync(join(folder, 'package.json'))), ...tools];
}

/** All that goes into these packages. */
export function publishedFiles(): FileSet[] {
  const files = ['package.json', '{dist,src,lesson,exercises}/**/*', '*.md', 'LICENSE'];
  return publishedFolders().map((folder) => ({ folder, files }));
}

/**
 * The packages as readers get them: published to a registry of our own on the loopback interface, which goes away
 * afterwards, and installed from it. Answers the folder that holds `node_modules`. Nothing is done where nothing that
 * is published has changed.
 */
export async function preparePacked(): Promise<string> {
  const folders = publishedFolders();
  for (const folder of folders)
    if (!existsSync(join(folder, 'dist')))
      throw new Error(`Cannot pack ${folder}: it has no dist (npm run site:build builds it first)`);
  const target = join(work, 'packed');
  const wanted = fingerprint(publishedFiles());
  const mark = join(target, 'fingerprint');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return target;

  await using registry = await Registry.start();
  const fresh = `${target}.new`;
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh, { recursive: true });
  const names = folders.map((folder) => readManifest(folder).name);
  registry.publishAll(names);
  writeFileSync(join(fresh, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
  sh(fresh, registry.env, 'npm', 'install', '--no-package-lock', '--ignore-scripts', ...names);
  writeFileSync(join(fresh, 'fingerprint'), wanted);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return target;
}
