import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { buildFingerprint, builtBefore, noteBuilt } from '../../build/built-before.ts';

let out: string;
beforeEach(() => {
  out = mkdtempSync(join(tmpdir(), 'zero-to-gpt-built-'));
  writeFileSync(join(out, 'index.html'), 'home');
});
afterEach(() => {
  noteBuilt(out);
  rmSync(out, { recursive: true, force: true });
});

test('knows a site that was built from the same files', () => {
  noteBuilt(out, 'these files');
  expect(builtBefore(out, 'these files')).toBe(true);
  expect(builtBefore(out, 'other files')).toBe(false);
});

test('does not know one that was never finished, or is not there any more', () => {
  expect(builtBefore(out, 'these files')).toBe(false);
  noteBuilt(out, 'these files');
  rmSync(join(out, 'index.html'));
  expect(builtBefore(out, 'these files')).toBe(false);
});

test('other options are another build', () => {
  const [a, b] = [{ base: '/' }, { base: '/course/' }].map(buildFingerprint);
  expect(a).not.toBe(b);
  expect(buildFingerprint({ base: '/' })).toBe(a);
});
