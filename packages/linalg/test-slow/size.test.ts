import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { bundle } from '@zero-to-gpt/browsers';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

test('the whole entry, bundled and minified, is a download of at most 60 kB', async () => {
  const bytes = gzipSync(await bundle(join(root, 'src/index.ts'), { format: 'esm' }), { level: 9 }).length;
  console.log(`linalg: ${bytes} bytes bundled, minified and compressed`);
  expect(bytes).toBeLessThanOrEqual(60_000);
});

test('the tarball is at most 1 MB', () => {
  const answer = execFileSync('npm', ['pack', '--dry-run', '--json'], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const [{ size }] = JSON.parse(answer) as [{ size: number }]; // npm's own format
  console.log(`linalg: ${size} bytes packed`);
  expect(size).toBeLessThanOrEqual(1_000_000);
});
