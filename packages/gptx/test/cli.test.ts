import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { readMetrics } from '../src/metrics.ts';
import { timeless, tinyFlags, tinyText, workplace } from './tiny.ts';

const { folder, text } = workplace();
const out = (name = 'run'): string => join(folder(), name);
const cli = [...['--conditions=@zero-to-gpt/source', '--no-warnings'], join(import.meta.dirname, '../src/cli.ts')];

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** A command as a process of its own; `until` waits for its output, `ended` for its end. */
function gptx(args: readonly string[], options: { uid?: number } = {}) {
  const child = spawn(process.execPath, [...cli, ...args], { cwd: folder(), ...options });
  children.push(child);
  const streams = { stdout: '', stderr: '' };
  const ended = new Promise<Ended>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, ...streams })),
  );
  for (const name of ['stdout', 'stderr'] as const) child[name].on('data', (chunk) => (streams[name] += chunk));
  async function until(pattern: RegExp): Promise<void> {
    while (!pattern.test(streams.stdout) && child.exitCode === null) await wait(5);
  }
  return { child, ended, until };
}
const train = (...args: string[]) => gptx(['train', text(), '--out', out(), ...tinyFlags, ...args]);
const long = ['--steps', '1000000', '--evalEvery', '500000', '--checkpointEvery', '50'];

test('Ctrl-C saves a checkpoint at the next step and says how to resume', async () => {
  const { child, until, ended } = train(...long);
  await until(/^step /m);
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect([code, stderr]).toEqual([0, '']);
  const step = Number(/saved step (\d+) of 1000000; go on with\n {2}gptx resume /.exec(stdout)?.[1]);
  expect(stdout).toContain('SIGINT: saving after this step (Ctrl-C again leaves at once) …');
  expect(readdirSync(join(out(), 'checkpoints'))).toContain(`step-${step}`);
  expect(readMetrics(join(out(), 'metrics.jsonl')).at(-1)!.step).toBe(step);
  expect(existsSync(join(out(), 'lock.json'))).toBe(false);
});

test('SIGTERM saves as well', async () => {
  const { child, until, ended } = train(...long);
  await until(/^step /m);
  child.kill('SIGTERM');
  const { code, stdout } = await ended;
  expect(code).toBe(0);
  expect(stdout).toMatch(/saved step \d+ of 1000000/);
});

test('a second Ctrl-C leaves at once', async () => {
  writeFileSync(text(), tinyText(2_000_000)); // the validation loss after step 2, the last, takes a minute
  const { child, until, ended } = train('--steps', '2', '--validation', '0.9', '--evalEvery', '5');
  await until(/^step +1\//m);
  await wait(500); // step 2 takes milliseconds
  child.kill('SIGINT');
  await until(/SIGINT: saving/);
  await wait(400); // as a person does; closer together they count as one
  child.kill('SIGINT');
  expect(await ended).toMatchObject({ code: 130, signal: null });
});

test('kill -9 loses nothing: resume takes the lock over and makes the steps of an uninterrupted run', async () => {
  const some = ['--steps', '300', '--dropout', '0.1', '--evalEvery', '40', '--checkpointEvery', '30'];
  const whole = gptx(['train', text(), '--out', out('whole'), ...tinyFlags, ...some]);
  const killed = train(...some);
  await killed.until(/^step .*\/300 .*validation/m);
  killed.child.kill('SIGKILL');
  expect(await killed.ended).toMatchObject({ signal: 'SIGKILL' });
  expect(existsSync(join(out(), 'lock.json'))).toBe(true);
  expect(await gptx(['resume', out()]).ended).toMatchObject({ code: 0, stderr: '' });
  await whole.ended;
  const metrics = (name: string) => timeless(readMetrics(join(out(name), 'metrics.jsonl')));
  expect(metrics('run')).toEqual(metrics('whole'));
});

test('a run that is being written is closed to a second writer', async () => {
  const { until } = train(...long);
  await until(/^step /m);
  const { code, stderr } = await gptx(['resume', out()]).ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^gptx: Cannot write into .*: process \d+ on .* has been writing into it since /);
  expect((await gptx(['info', out()]).ended).stdout).toMatch(/^writer +process \d+/m);
});

test('a reader that has seen enough ends a sample without an error', async () => {
  await train().ended;
  const { child, ended } = gptx(['sample', out(), '--max-tokens', '1000000']);
  child.stdout.once('data', () => child.stdout.destroy());
  expect(await ended).toMatchObject({ code: 0, stderr: '' });
});

test.skipIf(process.getuid?.() !== 0)('a folder that may not be written is a clear error', async () => {
  chmodSync(folder(), 0o755);
  mkdirSync(out('locked'));
  const { code, stderr } = await gptx(['train', text(), '--out', out('locked/run'), ...tinyFlags], { uid: 65534 })
    .ended;
  expect(stderr).toBe(`gptx: Cannot make run folder ${out('locked/run')}: permission denied\n`);
  expect(code).toBe(1);
});

const mounts =
  process.getuid?.() === 0 && process.platform === 'linux' && spawnSync('mount', ['--version']).status === 0;
test('a full disk stops the run with a clear error and keeps the last good checkpoint', async ({ skip }) => {
  mkdirSync(out());
  if (!mounts || spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=400k', 'tmpfs', out()]).status !== 0) {
    skip('SKIPPED the full disk: a small tmpfs cannot be mounted here');
  }
  try {
    writeFileSync(join(out(), 'ballast'), Buffer.alloc(150_000));
    const { code, stderr } = await train(
      '--nEmbd',
      '32',
      '--steps',
      '40',
      '--evalEvery',
      '50',
      '--checkpointEvery',
      '1',
    ).ended;
    expect(stderr).toMatch(/^gptx: Cannot .*the disk is full.*\n$/);
    expect(code).toBe(1);
    const good = readdirSync(join(out(), 'checkpoints')).filter((name) => name.startsWith('step-'));
    expect(good.length).toBeGreaterThan(0);
    expect(readdirSync(join(out(), 'checkpoints')).filter((name) => name.startsWith('.'))).toEqual([]);
    writeFileSync(join(out(), 'ballast'), '');
    const resumed = await gptx(['resume', out(), '--checkpointEvery', '40']).ended;
    expect(resumed.stderr).toBe('');
    expect(readMetrics(join(out(), 'metrics.jsonl')).map(({ step }) => step)).toEqual(
      Array.from({ length: 40 }, (_, i) => i + 1),
    );
  } finally {
    spawnSync('umount', ['-l', out()]);
  }
});

test('the built command is a script with a first line for Node', () => {
  expect(readFileSync(join(import.meta.dirname, '../src/cli.ts'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/);
});
