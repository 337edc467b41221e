import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyInto, writeStaticFiles } from '../../build/static-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-static-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('hosts without headers of their own get the worker that isolates pages', () => {
  writeStaticFiles(folder);
  expect(readFileSync(join(folder, 'coi-serviceworker.js'), 'utf8')).toContain('Cross-Origin-Embedder-Policy');
  expect(readFileSync(join(folder, '.nojekyll'), 'utf8')).toBe('');
  expect(readFileSync(join(folder, 'logo.svg'), 'utf8')).toContain('<svg');
});

test('copies folders and what begins with a dot, but not what is left out', () => {
  mkdirSync(join(folder, 'from/zg'), { recursive: true });
  mkdirSync(join(folder, 'from/notebooks'));
  for (const file of ['.nojekyll', 'zg/runtime.js', 'notebooks/01.ipynb'])
    writeFileSync(join(folder, 'from', file), file);
  copyInto(join(folder, 'from'), join(folder, 'to'), ['zg']);
  expect(readFileSync(join(folder, 'to/.nojekyll'), 'utf8')).toBe('.nojekyll');
  expect(readFileSync(join(folder, 'to/notebooks/01.ipynb'), 'utf8')).toBe('notebooks/01.ipynb');
  expect(() => readFileSync(join(folder, 'to/zg/runtime.js'))).toThrow('ENOENT');
});
