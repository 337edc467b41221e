import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disk } from '../../src/node/file-system.ts';
import { writeFileAtomic } from '../../src/node/write-file-atomic.ts';
import { failing, type Log } from '../fixtures/failing.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('writeFileAtomic() writes text and bytes, and makes the folders', async () => {
  const path = join(folder, 'a', 'b', 'file.txt');
  await writeFileAtomic(path, 'größe\n');
  expect(readFileSync(path, 'utf8')).toBe('größe\n');
  await writeFileAtomic(path, Uint8Array.of(1, 2));
  expect([...readFileSync(path)]).toEqual([1, 2]);
  await writeFileAtomic(path, [Uint8Array.of(1), Uint8Array.of(2, 3)]);
  expect([...readFileSync(path)]).toEqual([1, 2, 3]);
  expect(readdirSync(join(folder, 'a', 'b'))).toEqual(['file.txt']);
});

test('writeFileAtomic() writes beside the file, forces it onto the disk, and renames', async () => {
  const log: Log = [];
  await writeFileAtomic(join(folder, 'x'), 'new', { fileSystem: failing(disk, { log }) });
  expect(log.map((line) => line.replace(/-\d+-\d+$/, '').replace(/optim-.*/, 'folder'))).toEqual([
    'makeFolder folder',
    'write .tmp-x',
    'rename .tmp-x',
    'syncFolder folder',
  ]);
});

test('writeFileAtomic() leaves the old content alone where the disk is full, and nothing behind', async () => {
  const path = join(folder, 'x');
  writeFileSync(path, 'old');
  for (const failAt of [1, 2, 3]) {
    const writing = writeFileAtomic(path, 'new', { fileSystem: failing(disk, { failAt }) });
    await expect(writing).rejects.toThrow(`Cannot write ${path}: the disk is full (ENOSPC)`);
    expect(readFileSync(path, 'utf8')).toBe('old');
    expect(readdirSync(folder)).toEqual(['x']);
  }
});

test('writeFileAtomic() says where a folder is a file', async () => {
  writeFileSync(join(folder, 'x'), '');
  await expect(writeFileAtomic(join(folder, 'x', 'y'), '')).rejects.toThrow(
    'a part of the path is a file, not a folder',
  );
});

test.skipIf(process.getuid?.() === 0)('writeFileAtomic() says where it has no permission', async () => {
  chmodSync(folder, 0o500);
  await expect(writeFileAtomic(join(folder, 'x'), '')).rejects.toThrow('permission denied (EACCES)');
  expect(existsSync(join(folder, 'x'))).toBe(false);
});
