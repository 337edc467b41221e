import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lacks } from '@zero-to-gpt/build/needs';
import { Registry, repository, sh } from '@zero-to-gpt/build/registry';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

describe.skipIf(lacks('registry') || process.platform === 'win32')('a learner who uses pnpm', () => {
  let registry: Registry;
  let root: string;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    registry = await Registry.start();
    for (const folder of ['tools/check', 'packages/linalg', 'packages/linreg', 'tools/cli'])
      registry.publish(join(repository, folder));
    root = join(registry.folder, 'my-gpt');
    const bin = join(registry.folder, 'bin');
    for (const folder of [root, bin]) mkdirSync(folder);
    const { packageManager } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    writeFileSync(join(bin, 'pnpm'), `#!/bin/sh\nexec npx -y ${packageManager} "$@"\n`);
    chmodSync(join(bin, 'pnpm'), 0o755);
    const own = Object.fromEntries(
      ['CACHE', 'DATA', 'STATE'].map((kind) => [`XDG_${kind}_HOME`, join(registry.folder, kind)]),
    );
    env = { ...registry.env, ...own, PATH: `${bin}:${registry.env.PATH}` };
  });
  afterAll(() => registry?.[Symbol.asyncDispose]());

  test('init brings the earlier chapters too, and check, run and upgrade work', () => {
    sh(root, env, 'pnpm', 'dlx', 'zero-to-gpt', 'init', '--chapters', 'linreg');
    expect(existsSync(join(root, 'pnpm-lock.yaml'))).toBe(true);
    expect(existsSync(join(root, 'node_modules/@zero-to-gpt/linalg'))).toBe(true); // named by linreg alone
    const solution = readFileSync(join(repository, 'packages/linreg/exercises/predict/solution.ts'), 'utf8');
    writeFileSync(join(root, '02-linreg/predict.ts'), solution);
    expect(sh(root, env, 'pnpm', 'exec', 'zero-to-gpt', 'check', 'predict')).toContain('Done!');
    expect(sh(root, env, 'pnpm', 'exec', 'tsc', '--noEmit', '-p', '.')).toBe('');
    expect(sh(root, env, 'pnpm', 'exec', 'zero-to-gpt', 'run', 'linreg')).toContain('7.777');
    expect(sh(root, env, 'pnpm', 'exec', 'zero-to-gpt', 'upgrade')).toContain('Everything is up to date');
  });
});
