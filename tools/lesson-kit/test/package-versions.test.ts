import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageVersions } from '../src/package-versions.ts';

const root = join(import.meta.dirname, '..');
const version = (file: string): string =>
  (JSON.parse(readFileSync(join(root, file), 'utf8')) as { version: string }).version;

test('packageVersions() finds the versions of the own package and of what it depends on', () => {
  const versions = packageVersions(join(root, 'test/fixtures/chapter/lesson/01-sums.md'));
  expect(versions['@zero-to-gpt/lesson-kit']).toBe(`^${version('package.json')}`);
  expect(versions['@observablehq/plot']).toBe(`^${version('node_modules/@observablehq/plot/package.json')}`);
});

test('packageVersions() knows nothing outside of packages', () => {
  expect(packageVersions('/nowhere/lesson/01-sums.md')).toEqual({});
});
