// Runs before every test file that shares its process with others: what they drew must not show, nor what examples leave
// in the folder for temporary files.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect } from 'vitest';
import { seed } from './packages/linalg/src/index.ts';

seed(0);

if (expect.getState().testPath?.includes('/.doctest/')) {
  const { TMPDIR } = process.env;
  const folder = mkdtempSync(join(tmpdir(), 'zero-to-gpt-examples-'));
  process.env.TMPDIR = folder;
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
  });
}
