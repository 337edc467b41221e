// runs alone: a build of another test would pack what it reads
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openPacked, openSources, readManifest } from '../build/course-source.ts';
import { buildEngine, type Engine } from '../build/engine.ts';
import { foreignModules } from '../build/engine-origin.ts';
import { preparePacked } from '../build/packed.ts';
import { work } from '../build/paths.ts';
import { withLock } from '../build/with-lock.ts';

describe.skipIf(lacks('registry'))('the packages of the site', () => {
  let packed: string;
  let out: string;
  let engine: Engine;
  beforeAll(async () => {
    packed = await withLock(join(work, 'build.lock'), preparePacked);
    out = mkdtempSync(join(tmpdir(), 'zero-to-gpt-packed-'));
    engine = await buildEngine(openPacked(packed), join(out, 'zg'));
  });
  afterAll(() => rmSync(out, { recursive: true, force: true }));

  test('are those that npm installs, built, with lessons and exercises', () => {
    const names = openPacked(packed).chapters.map(({ name }) => name);
    expect(names).toEqual(openSources().chapters.map(({ name }) => name));
    for (const { name, folder } of openPacked(packed).chapters) {
      expect(folder).toBe(join(packed, 'node_modules/@zero-to-gpt', name));
      expect(readManifest(folder).version).toMatch(/^\d+\.\d+\.\d+/);
    }
  });

  test('no module of the engine comes from the sources', () => {
    const modules = Object.keys(engine.metafile.inputs);
    expect(foreignModules(engine.metafile)).toEqual([]);
    expect(modules.filter((path) => /(^|\/)packages\/[^/]+\/src\//.test(path))).toEqual([]);
    expect(modules).toContain('.site/packed/node_modules/@zero-to-gpt/linalg/dist/index.js');
    expect(modules).toContain('.site/packed/node_modules/@zero-to-gpt/check/dist/index.js');
  });

  test('the engine offers the same as one made of the sources', async () => {
    const sources = await buildEngine(openSources(), join(out, 'sources'));
    for (const list of ['packages', 'exercises', 'widgets', 'versions'] as const)
      expect(Object.keys(engine.manifest[list])).toEqual(Object.keys(sources.manifest[list]));
  });

  test('are not packed again where nothing has changed', async () => {
    const { ino } = statSync(packed); // a folder that was made anew is another one
    expect(await withLock(join(work, 'build.lock'), preparePacked)).toBe(packed);
    expect(statSync(packed).ino).toBe(ino);
  });
});
