import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readText } from '../src/text-source.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
  path = join(folder, 'mine.txt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('readText() reads Moby Dick without a file', async () => {
  const { text, name } = await readText('moby-dick');
  expect(name).toBe('Moby Dick');
  expect(text).toContain('Call me Ishmael');
});

test('readText() gives one text and one hash for a file in UTF-8, with a byte-order mark, with CRLF and in Latin-1', async () => {
  const hashes: string[] = [];
  for (const bytes of [
    Buffer.from('café\nnoir\n'),
    Buffer.from('\uFEFFcafé\nnoir\n'),
    Buffer.from('café\r\nnoir\r\n'),
    Buffer.from('café\nnoir\n', 'latin1'),
  ]) {
    writeFileSync(path, bytes);
    const { text, sha256 } = await readText(path);
    expect(text).toBe('café\nnoir\n');
    hashes.push(sha256);
  }
  expect(new Set(hashes).size).toBe(1);
});

test('readText() tells what it changed', async () => {
  writeFileSync(path, Buffer.from('café\r\n', 'latin1'));
  const { notes } = await readText(path);
  expect(notes.join('; ')).toMatch(/Latin-1.*line ends/);
});

test('readText() names the file that it cannot read, and why', async () => {
  await expect(readText(path)).rejects.toThrow(`Cannot read text ${path}: no such file or folder`);
  await expect(readText(folder)).rejects.toThrow(`Cannot read text ${folder}: it is a folder, not a file`);
  writeFileSync(path, '');
  await expect(readText(path)).rejects.toThrow(`Cannot read text ${path}: it is empty`);
  writeFileSync(path, ' \n\n');
  await expect(readText(path)).rejects.toThrow('nothing but white space');
  writeFileSync(path, Buffer.from([1, 0, 2, 0, 200, 0]));
  await expect(readText(path)).rejects.toThrow('binary data');
});
