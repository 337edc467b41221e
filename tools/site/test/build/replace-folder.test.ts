import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkReplaceable, replaceFolder } from '../../build/replace-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-replace-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function site(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, 'zg'), { recursive: true });
  writeFileSync(join(path, 'zg/manifest.json'), '{}');
  writeFileSync(join(path, text), text);
  return path;
}

describe('replaceFolder', () => {
  test('leaves the new files alone in the place of the old ones', () => {
    replaceFolder(site('fresh', 'new'), site('out', 'old'));
    expect(readdirSync(folder)).toEqual(['out']);
    expect(readFileSync(join(folder, 'out/new'), 'utf8')).toBe('new');
    expect(existsSync(join(folder, 'out/old'))).toBe(false);
  });

  test('makes the folders above the place where they are missing', () => {
    replaceFolder(site('fresh', 'new'), join(folder, 'deep/er/out'));
    expect(existsSync(join(folder, 'deep/er/out/new'))).toBe(true);
  });

  test('clears away what an interrupted build has left', () => {
    site('out.new', 'half');
    site('out.old', 'older');
    replaceFolder(site('fresh', 'new'), site('out', 'old'));
    expect(readdirSync(folder)).toEqual(['out']);
  });
});

describe('checkReplaceable', () => {
  test('accepts a site, an empty folder and one that is not there', () => {
    mkdirSync(join(folder, 'empty'));
    for (const path of [site('out', 'old'), join(folder, 'empty'), join(folder, 'none')])
      expect(() => checkReplaceable(path)).not.toThrow();
  });

  test('refuses a folder that holds something else', () => {
    mkdirSync(join(folder, 'home'));
    writeFileSync(join(folder, 'home/thesis.txt'), 'years of work');
    expect(() => checkReplaceable(join(folder, 'home'))).toThrow('it holds other files');
  });
});
