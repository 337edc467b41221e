import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { CourseSource } from '../../build/course-source.ts';
import { checkReferenceOrigin } from '../../build/reference-origin.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zero-to-gpt-origin-'));
  for (const kind of ['packed', 'sources']) {
    write(`${kind}/linalg/src/index.ts`, 'export const zeros = 0;\n');
    write(`${kind}/linalg/src/cpu/add.ts`, 'export const add = 1;\n');
    write(`${kind}/linalg/README.md`, '# linalg\n');
  }
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function course(kind: 'packed' | 'sources'): CourseSource {
  const chapters = [{ name: 'linalg', folder: join(root, kind, 'linalg') }];
  return { kind, chapters, resolveFrom: root, conditions: [] };
}

const check = (): void => checkReferenceOrigin(course('packed'), course('sources'));

test('is content where both hold the same, whatever was generated beside it', () => {
  write('sources/linalg/src/cpu/kernels.wasm.ts', 'generated');
  write('packed/linalg/dist/index.js', 'built');
  expect(check).not.toThrow();
});

test.each([
  ['changed since', 'sources/linalg/src/cpu/add.ts', 'linalg/src/cpu/add.ts'],
  ['that is not packed', 'sources/linalg/src/new.ts', 'linalg/src/new.ts'],
  ['that is packed alone', 'packed/linalg/src/old.ts', 'linalg/src/old.ts'],
  ['that is a README', 'packed/linalg/README.md', 'linalg/README.md'],
])('names a file %s', (_, path, named) => {
  write(path, 'other');
  expect(check).toThrow(`Cannot take the reference from the sources: packed otherwise are ${named}`);
});

test('asks nothing of a site that is made of the sources', () => {
  write('sources/linalg/src/new.ts', 'other');
  expect(() => checkReferenceOrigin(course('sources'), course('sources'))).not.toThrow();
});
