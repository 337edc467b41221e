import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zero-to-gpt-asset-'));
  write('package.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

function pack(source: string) {
  return spawnSync(process.execPath, [join(import.meta.dirname, '../asset.ts'), source, 'src/data/it.asset.ts'], {
    cwd: root,
    encoding: 'utf8',
  });
}

test.each(['rain', '@sky/rain'])('asset.ts packs a file of %s, whose exports hide it', async (name) => {
  write(`node_modules/${name}/package.json`, JSON.stringify({ name, exports: './index.js' }));
  write(`node_modules/${name}/data/days.csv`, 'day,mm\n1,2\n');
  expect(pack(`${name}/data/days.csv`).status).toBe(0);
  const made = (await import(pathToFileURL(join(root, 'src/data/it.asset.ts')).href)) as Record<string, unknown>;
  expect(made.byteLength).toBe(11);
  expect(made.sha256).toBe(createHash('sha256').update('day,mm\n1,2\n').digest('hex'));
  expect(gunzipSync(Buffer.from(String(made.gzip), 'base64')).toString()).toBe('day,mm\n1,2\n');
  expect(readdirSync(join(root, 'src/data'))).toEqual(['it.asset.ts']);
});

test('asset.ts finds packages in folders above, as Node does', () => {
  write('node_modules/rain/package.json', '{}');
  write('node_modules/rain/days.csv', '1');
  write('packages/a/package.json', '{}');
  const { status } = spawnSync(
    process.execPath,
    [join(import.meta.dirname, '../asset.ts'), 'rain/days.csv', 'it.asset.ts'],
    { cwd: join(root, 'packages/a') },
  );
  expect(status).toBe(0);
});

test('asset.ts says which package is missing, and writes nothing', () => {
  const { status, stderr } = pack('@sky/rain/data/days.csv');
  expect(status).toBe(1);
  expect(stderr).toContain(`Cannot find @sky/rain from`);
  expect(existsSync(join(root, 'src'))).toBe(false);
});
