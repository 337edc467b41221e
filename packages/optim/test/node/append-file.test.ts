import fs, { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AppendFile } from '../../src/node/append-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
  path = join(folder, 'file');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const text = (content: string) => new TextEncoder().encode(content);

test('AppendFile appends at once, and goes on with a file that is there', () => {
  writeFileSync(path, 'a');
  using file = new AppendFile(path);
  file.append(text('b'));
  expect(readFileSync(path, 'utf8')).toBe('ab');
  file.flush();
});

test('AppendFile appends all of the bytes or, where the disk is full, none', () => {
  let [room, calls] = [Number.POSITIVE_INFINITY, 0];
  const writeSync = (file: number, bytes: Uint8Array, from: number): number => {
    calls++;
    if (room === 0) throw Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const part = bytes.subarray(from, from + Math.min(room, 4)); // a system may write less than it was given
    room -= part.length;
    return fs.writeSync(file, part);
  };
  using file = new AppendFile(path, { calls: { ...fs, writeSync: writeSync as typeof fs.writeSync } });
  file.append(text('whole\n'));
  room = 3;
  expect(() => file.append(text('part of it\n'))).toThrow(`Cannot write ${path}: the disk is full (ENOSPC)`);
  expect(readFileSync(path, 'utf8')).toBe('whole\n');
  expect(calls).toBe(4);
  room = Number.POSITIVE_INFINITY;
  file.append(text('next\n'));
  expect(readFileSync(path, 'utf8')).toBe('whole\nnext\n');
});

test('AppendFile says why it cannot be made, written or flushed', () => {
  expect(() => new AppendFile(join(folder, 'none', 'x'))).toThrow('none/x: no such file or folder (ENOENT)');
  expect(() => new AppendFile(folder)).toThrow('it is a folder, not a file (EISDIR)');
  writeFileSync(path, '');
  expect(() => new AppendFile(path, { fresh: true })).toThrow('(EEXIST)');
  const fsyncSync = (): void => {
    throw Object.assign(new Error('EDQUOT'), { code: 'EDQUOT' });
  };
  using file = new AppendFile(path, { calls: { ...fs, fsyncSync } });
  expect(() => file.flush()).toThrow(`Cannot write ${path}: the disk quota is used up (EDQUOT)`);
});

test('AppendFile that is closed refuses to grow, and may be closed again', () => {
  const file = new AppendFile(path);
  file[Symbol.dispose]();
  file[Symbol.dispose]();
  file.flush();
  expect(() => file.append(text('x'))).toThrow(`Cannot write ${path}: it was closed`);
});
