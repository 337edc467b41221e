import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Ran, runCommand } from '../run-command.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'init-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const init = (...words: string[]): Promise<Ran> => runCommand(folder, 'init', '--no-install', ...words);
const manifest = (path = '.'): Record<string, unknown> =>
  JSON.parse(readFileSync(join(folder, path, 'package.json'), 'utf8'));

describe('init', () => {
  test('makes a course of an empty folder', async () => {
    const { status, out } = await init();
    expect(status).toBe(0);
    expect(out).toContain('npm install\n  npx zero-to-gpt start');
    expect(manifest()).toMatchObject({
      private: true,
      type: 'module',
      dependencies: { '@zero-to-gpt/linalg': 'latest', '@zero-to-gpt/linreg': 'latest', 'zero-to-gpt': 'latest' },
    });
    for (const file of ['tsconfig.json', '.gitignore', 'README.md']) expect(existsSync(join(folder, file))).toBe(true);
  });

  test('makes a new folder with chosen chapters', async () => {
    const { out } = await init('my-gpt', '--chapters', 'linalg');
    expect(out).toContain('cd my-gpt');
    expect(manifest('my-gpt')).toMatchObject({ name: 'my-gpt', dependencies: { '@zero-to-gpt/linalg': 'latest' } });
    expect(manifest('my-gpt').dependencies).not.toHaveProperty('@zero-to-gpt/linreg');
  });

  test('adds a chapter to a course, and keeps what is there', async () => {
    await init('--chapters', 'linalg');
    const before = { ...manifest(), scripts: { mine: 'true' }, dependencies: { '@zero-to-gpt/linalg': '^1.2.3' } };
    writeFileSync(join(folder, 'package.json'), JSON.stringify(before));
    writeFileSync(join(folder, 'README.md'), 'mine');
    expect((await init('--chapters', 'linreg')).status).toBe(0);
    expect(manifest()).toMatchObject({
      scripts: { mine: 'true' },
      dependencies: { '@zero-to-gpt/linalg': '^1.2.3', '@zero-to-gpt/linreg': 'latest' },
    });
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe('mine');
  });

  test('refuses a folder of something else', async () => {
    writeFileSync(join(folder, 'thesis.tex'), '');
    expect(await init()).toMatchObject({ status: 2, err: expect.stringContaining('it holds thesis.tex') });
    writeFileSync(join(folder, 'package.json'), '{}');
    expect(await init()).toMatchObject({ status: 2, err: expect.stringContaining("is another project's") });
    expect(existsSync(join(folder, 'tsconfig.json'))).toBe(false);
  });

  test('takes a folder with nothing but a repository in it', async () => {
    mkdirSync(join(folder, '.git'));
    expect((await init()).status).toBe(0);
  });

  test('refuses what is no chapter, and what is not written yet', async () => {
    expect((await init('--chapters', 'linalgebra')).err).toContain(
      'Cannot find chapter linalgebra: did you mean linalg?',
    );
    expect((await init('--chapters', 'text')).err).toContain(
      'it has no exercises yet, there are linalg, linreg, dense, rnn, autograd, optim',
    );
    expect((await init('--chapters', ',')).status).toBe(2);
    expect(existsSync(join(folder, 'package.json'))).toBe(false);
  });

  test('without a network it says what to do later; the folder is a course all the same', async () => {
    vi.stubEnv('npm_config_registry', 'http://127.0.0.1:9/');
    vi.stubEnv('npm_config_fetch_retries', '0');
    vi.stubEnv('npm_config_user_agent', 'npm/11.0.0');
    try {
      const { status, err } = await runCommand(folder, 'init');
      expect(status).toBe(2);
      expect(err).toContain('Cannot install @zero-to-gpt/linalg@latest');
      expect(err).toContain('npm install && npx zero-to-gpt start');
      expect((await runCommand(folder, 'list')).err).toContain('not installed\nnpm install');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  test('says where a folder cannot be made', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { status, err } = await init('file/course');
    expect(status).toBe(2);
    expect(err).toContain('Cannot make');
    expect((await init('file')).status).toBe(2);
  });
});
