import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fingerprint } from '../../build/fingerprint.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-fingerprint-'));
  mkdirSync(join(folder, 'dist'));
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'dist/a.js'), 'one');
  writeFileSync(join(folder, 'README.md'), 'page');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const now = (): string => fingerprint([{ folder, files: ['**/*'], except: ['node_modules'] }]);

test('the same files have the same fingerprint', () => {
  const before = now();
  writeFileSync(join(folder, 'dist/a.js'), 'one');
  expect(now()).toBe(before);
});

test('a change of content, of a name and a file more all show', () => {
  const seen = new Set([now()]);
  writeFileSync(join(folder, 'dist/a.js'), 'two');
  seen.add(now());
  renameSync(join(folder, 'dist/a.js'), join(folder, 'dist/b.js'));
  seen.add(now());
  writeFileSync(join(folder, 'dist/c.js'), '');
  seen.add(now());
  expect(seen.size).toBe(4);
});

test('what lies in folders that do not count does not show', () => {
  const before = now();
  writeFileSync(join(folder, 'node_modules/x.js'), 'x');
  expect(now()).toBe(before);
});
