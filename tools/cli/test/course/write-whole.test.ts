import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { writeWhole } from '../../src/course/write-whole.ts';

const failing = vi.hoisted(() => ({ code: '' }));
vi.mock('node:fs', async (original) => {
  const fs = await original<typeof import('node:fs')>();
  const renameSync: typeof fs.renameSync = (from, to) => {
    if (failing.code) throw Object.assign(new Error(failing.code), { code: failing.code });
    fs.renameSync(from, to);
  };
  return { ...fs, renameSync };
});

let folder: string;
beforeEach(() => {
  failing.code = '';
  folder = mkdtempSync(join(tmpdir(), 'write-whole-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('writeWhole() makes the folders above a file', () => {
  writeWhole(join(folder, 'a/b/c.txt'), 'text');
  expect(readFileSync(join(folder, 'a/b/c.txt'), 'utf8')).toBe('text');
});

test('writeWhole() leaves the old file and no other where it fails', () => {
  writeWhole(join(folder, 'a.txt'), 'old');
  failing.code = 'EIO';
  expect(() => writeWhole(join(folder, 'a.txt'), 'new')).toThrow('EIO');
  expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('old');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

test.each([
  ['EACCES', 'no permission (EACCES)'],
  ['EROFS', 'no permission (EROFS)'],
  ['ENOSPC', 'the disk is full'],
])('writeWhole() says what %s means', (code, says) => {
  failing.code = code;
  expect(() => writeWhole(join(folder, 'a.txt'), '')).toThrow(says);
});

test('writeWhole() says that a file stands where a folder is wanted', () => {
  writeFileSync(join(folder, 'a'), '');
  expect(() => writeWhole(join(folder, 'a/b.txt'), '')).toThrow(/something else has that name/);
});
