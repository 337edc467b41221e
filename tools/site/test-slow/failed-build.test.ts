// runs alone: it builds into the folder that other tests read
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSources } from '../build/course-source.ts';
import { buildSite } from '../build/site.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-failed-'));
  out = join(folder, 'out');
  mkdirSync(join(out, 'zg'), { recursive: true });
  writeFileSync(join(out, 'zg/manifest.json'), '{}');
  writeFileSync(join(out, 'index.html'), 'the last good one');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Builds chapter 1 with its first lesson as an author may have left it. */
function build(spoil: (lesson: string) => string): Promise<unknown> {
  const source = openSources({ chapters: ['linalg'] });
  const copy = join(folder, 'linalg');
  for (const name of ['package.json', 'lesson', 'exercises'])
    cpSync(join(source.chapters[0]!.folder, name), join(copy, name), { recursive: true }); // the chapter is there
  const lesson = join(copy, 'lesson/01-vectors.md');
  const text = readFileSync(lesson, 'utf8');
  writeFileSync(lesson, spoil(text));
  return buildSite({ out, source: { ...source, chapters: [{ name: 'linalg', folder: copy }] } });
}

describe('a build fails on', () => {
  test.each([
    ['a link to a lesson that is not there', '[next](./02-nothing.md)', '02-nothing'],
    ['a link to a heading that is not there', '[next](./02-dot-product.md#nowhere)', 'nowhere'],
    ['an interactive piece that is not there', '```widget perpetuum\n```', 'perpetuum'],
    ['a formula that KaTeX refuses', 'Where $\\frac{1}$ is.', 'frac'],
    ['an exercise that is not there', '```exercise\nnothing\n```', 'nothing'],
  ])('%s, says where, and leaves the old site', async (_, addition, word) => {
    const failure: unknown = await build((text) => `${text}\n${addition}\n`).catch((error: unknown) => error);
    expect(String(failure)).toMatch(new RegExp(`01-vectors\\.md:\\d+: .*${word}`));
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('the last good one');
    expect(readdirSync(folder).sort()).toEqual(['linalg', 'out']);
  });
});
