import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeAtomic } from '../src/write-atomic.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('writeAtomic() writes and replaces a file, and leaves nothing else behind', () => {
  const path = join(folder, 'a.txt');
  writeAtomic(path, 'one');
  writeAtomic(path, new Uint8Array([0x74, 0x77, 0x6f]));
  expect(readFileSync(path, 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['a.txt']);
});

test('writeAtomic() that fails says why and leaves no temporary file', () => {
  mkdirSync(join(folder, 'taken'));
  expect(() => writeAtomic(join(folder, 'taken'), 'x')).toThrow(/^Cannot write .*taken: it is a folder/);
  expect(readdirSync(folder)).toEqual(['taken']);
  expect(() => writeAtomic(join(folder, 'none', 'a'), 'x')).toThrow('no such file or folder');
});
