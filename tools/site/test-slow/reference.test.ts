// runs alone: a build of another test would write what it reads
import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { openSources } from '../build/course-source.ts';
import { work } from '../build/paths.ts';
import type { SidebarItem } from '../build/reference/sidebar.ts';
import { writeReference } from '../build/reference.ts';
import { withLock } from '../build/with-lock.ts';

const source = openSources();
const api = join(work, 'pages/api');
const write = () => withLock(join(work, 'build.lock'), () => writeReference({ source, site: work }));
const read = (path: string): string => readFileSync(join(api, path), 'utf8');

describe('the reference', () => {
  beforeAll(write); // takes again what a build has made of the same sources

  test('has a page for each package, which begins with its README and names what it exports', () => {
    for (const { name } of source.chapters) expect(read(`${name}/index.md`)).toMatch(`# @zero-to-gpt/${name}`);
    const page = read('linalg/index.md');
    expect(page).toContain('npm install @zero-to-gpt/linalg');
    for (const heading of ['### array() {#array}', '### Device {#device}', '- [table](table/index.md)'])
      expect(page).toContain(heading);
  });

  test('has pages of their own for classes and other entry points', () => {
    for (const path of [
      'linalg/classes/NDArray.md',
      'linalg/table/index.md',
      'check/index.md',
      'lesson-kit/plot/index.md',
    ])
      expect(existsSync(join(api, path)), path).toBe(true);
  });

  test('leads to sources on GitHub, and nowhere into this machine', () => {
    expect(read('linalg/classes/NDArray.md')).toContain(
      'Defined in [ndarray.ts](https://github.com/zero-to-gpt/zero-to-gpt/blob/main/packages/linalg/src/ndarray.ts#L',
    );
    for (const path of globSync('**/*.md', { cwd: api })) {
      expect(path).not.toMatch(/^_media/);
      expect(read(path)).not.toMatch(/node_modules\/|_media\/|^Defined in: /m);
    }
  });

  test('has a sidebar in the order of the course whose every link is a page', () => {
    const items = JSON.parse(read('sidebar.json')) as SidebarItem[];
    expect(items.map(({ text }) => text)).toEqual([...source.chapters.map(({ name }) => name), 'check', 'lesson-kit']);
    for (const { link } of items.flatMap((item) => [item, ...(item.items ?? [])]))
      expect(existsSync(join(work, 'pages', link.replace(/\/$/, '/index').concat('.md'))), link).toBe(true);
  });

  test('is left alone as long as the sources stay the same', async () => {
    const before = statSync(join(api, 'linalg/index.md'), { bigint: true }).mtimeNs;
    await write();
    expect(statSync(join(api, 'linalg/index.md'), { bigint: true }).mtimeNs).toBe(before);
  });
});
