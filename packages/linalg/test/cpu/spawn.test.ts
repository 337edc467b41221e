import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createCPU, zeros } from '../../src/index.ts';

afterEach(() => vi.unstubAllEnvs());

describe('number of threads', () => {
  test('comes from the option, then from ZERO_TO_GPT_THREADS', () => {
    vi.stubEnv('ZERO_TO_GPT_THREADS', '5');
    expect(createCPU().threads).toBe(5);
    expect(createCPU({ threads: 2 }).threads).toBe(2);
  });

  test('is the host’s, at most 8, where nobody says', () => {
    for (const unset of [undefined, '']) {
      vi.stubEnv('ZERO_TO_GPT_THREADS', unset);
      expect(createCPU().threads).toBeGreaterThanOrEqual(1);
      expect(createCPU().threads).toBeLessThanOrEqual(8);
    }
  });

  test('is refused where it is no whole number from 1 to 256', () => {
    for (const bad of ['0', '-2', '1.5', 'all', '1000']) {
      vi.stubEnv('ZERO_TO_GPT_THREADS', bad);
      expect(() => zeros([1], { device: createCPU() })).toThrow(
        new RangeError(`Cannot open cpu with ZERO_TO_GPT_THREADS=${bad}: expected a whole number, 1 to 256`),
      );
    }
    for (const bad of [0, -1, 2.5, Number.NaN, 257])
      expect(() => createCPU({ threads: bad })).toThrow(
        new RangeError(`Cannot open cpu with ${bad} threads: expected a whole number, 1 to 256`),
      );
  });
});

const source = pathToFileURL(join(import.meta.dirname, '../../src/index.ts')).href;

/** A program that makes a device with three threads and gives them work with rests, so that they sleep and wake. */
const program = (rest: string) => `
  import { createCPU, Random, tidy } from '${source}';
  const device = createCPU({ threads: 3 });
  const x = new Random(1).normal([200, 200], { device });
  const step = () => tidy(() => x.matmul(x).sum().item());
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));
  for (let i = 0; i < 60; i++) { step(); if (i % 20 === 0) await rest(30); }
  ${rest}`;

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program to its end. */
function run(text: string, flags: readonly string[] = []): Promise<Ended> {
  const args = ['--conditions=@zero-to-gpt/source', '--input-type=module', ...flags, '-e', text];
  return new Promise((resolve) => {
    const options = { cwd: join(import.meta.dirname, '../..'), timeout: 250_000 };
    const child = execFile(process.execPath, args, options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

describe('a program with helper threads', () => {
  test('ends by itself while they sleep', async () => {
    expect(await run(program(`await rest(100); console.log('last line');`))).toEqual({
      code: 0,
      stdout: 'last line\n',
      stderr: '',
    });
  });

  test('ends by process.exit() while they work', async () => {
    expect(
      await run(program(`setTimeout(() => process.exit(7), 50); for (;;) { step(); await rest(0); }`)),
    ).toMatchObject({ code: 7, stderr: '' });
    expect(await run(program('process.exit(8);'))).toMatchObject({ code: 8, stderr: '' });
  });

  test('ends by an exception that nobody catches, and shows it', async () => {
    const { code, stderr } = await run(program(`step(); throw new Error('told to the reader');`));
    expect(code).toBe(1);
    expect(stderr).toContain('Error: told to the reader');
  });

  test('may be a worker itself, which ends by itself or is terminated', async () => {
    const starting = (rest: string) => `
      import { Worker } from 'node:worker_threads';
      const worker = new Worker(new URL('data:text/javascript,' + ${JSON.stringify(encodeURIComponent(program(rest)))}));
      worker.on('message', () => worker.terminate());
      worker.on('exit', (code) => console.log('exit', code));`;
    const ending = starting('await rest(20);');
    const endless = starting(
      `(await import('node:worker_threads')).parentPort.postMessage('at work'); for (;;) { step(); await rest(0); }`,
    );
    expect(await run(ending)).toEqual({ code: 0, stdout: 'exit 0\n', stderr: '' });
    expect(await run(endless)).toEqual({
      code: 0,
      stdout: 'exit 1\n',
      stderr: '',
    });
  });

  test.skipIf(process.platform !== 'linux')('ends them when nobody can reach their device', async () => {
    const many = `
      import { readdirSync } from 'node:fs';
      import { createCPU, Random, tidy } from '${source}';
      const rest = (ms) => new Promise((done) => setTimeout(done, ms));
      const threads = () => readdirSync('/proc/self/task').length;
      let most = 0;
      for (let i = 0; i < 12; i++) {
        const device = createCPU({ threads: 4 });
        tidy(() => {
          const x = new Random(1).normal([200, 200], { device });
          for (let j = 0; j < 20; j++) x.matmul(x).sum().item();
        });
        await rest(20);
        most = Math.max(most, threads());
      }
      for (let i = 0; i < 600 && threads() > 16; i++) { globalThis.gc?.(); await rest(50); }
      console.log(most, threads());`;
    const { stdout, stderr } = await run(many, ['--expose-gc']);
    const [most, left] = stdout.split(' ').map(Number) as [number, number];
    expect(stderr).toBe('');
    expect(left).toBeLessThanOrEqual(16);
    expect(most).toBeGreaterThan(left);
  });
});
