import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zero-to-gpt-check-package-'));
  for (const name of ['bin', 'temporary']) mkdirSync(join(root, name));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** Checks with stand-ins for pnpm, publint and attw, which note how they were called and then do what a script says. */
function check(scripts: { publint?: string; attw?: string }, ...args: string[]) {
  const all = { pnpm: 'touch "$3/it-1.0.0.tgz"; echo dist/index.js', publint: '', attw: '', ...scripts };
  for (const [name, script] of Object.entries(all)) {
    writeFileSync(join(root, 'bin', name), `#!/bin/sh\necho "${name} $*" >>${join(root, 'calls')}\n${script}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  }
  const env = { ...process.env, PATH: `${join(root, 'bin')}:${process.env.PATH}`, TMPDIR: join(root, 'temporary') };
  const program = join(import.meta.dirname, '../check-package.ts');
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { env, encoding: 'utf8' });
  const calls = readFileSync(join(root, 'calls'), 'utf8').replace(/\/\S+\/zero-to-gpt-pack-\w+/g, 'FOLDER');
  return { status, said: stdout + stderr, calls: calls.trim().split('\n') };
}

describe('check-package.ts', () => {
  test('packs once, and asks publint and attw about the very file', () => {
    const { status, said, calls } = check({}, '--exclude-entrypoints', 'data/names', 'data/births');
    expect(calls).toEqual([
      'pnpm pack --pack-destination FOLDER --config.ignore-scripts=true',
      'publint run FOLDER/it-1.0.0.tgz --strict',
      'attw FOLDER/it-1.0.0.tgz --profile node16 --quiet --exclude-entrypoints data/names data/births',
    ]);
    expect([status, said]).toEqual([0, '']);
  });

  test.each(['publint', 'attw'])('ends with the status of %s, and shows what it said', (name) => {
    const { status, said } = check({ [name]: 'echo what is wrong; echo and where >&2; exit 3' });
    expect(status).toBe(3);
    expect(said).toContain('what is wrong\nand where\n');
  });

  test.each(['', 'exit 1'])('leaves nothing behind, whether attw passes or fails: %j', (attw) => {
    check({ attw });
    expect(readdirSync(join(root, 'temporary'))).toEqual([]);
  });
});
