import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@zero-to-gpt/linalg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMetrics } from '../src/node/index.ts';
import { eventFiles, readEvents } from './tensorboard/read-events.ts';

// A small training program, killed at a random step and started again, against the same program left alone.

const program = join(import.meta.dirname, 'loader/train.program.ts');
const steps = 400;
const root = mkdtempSync(join(tmpdir(), 'optim-kill-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Starts the program; with `hold` it stays at that step until it is killed, so that no kill comes too late. */
function start(folder: string, hold?: number) {
  const numbers = [steps, ...(hold === undefined ? [] : [hold])].map(String);
  const args = ['--conditions=@zero-to-gpt/source', '--no-warnings', program, folder, ...numbers];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise((resolve) => child.on('close', (code, signal) => resolve({ code, signal, stderr })));
  return { child, ended };
}

const lines = (folder: string): number =>
  existsSync(join(folder, 'metrics.jsonl'))
    ? readFileSync(join(folder, 'metrics.jsonl'), 'utf8').split('\n').length - 1
    : 0;

/** What a run leaves behind that does not depend on the clock; TensorBoard's view of it too. */
function remains(folder: string) {
  const shown = new Map<string, number>();
  for (const { step, session_log, summary } of eventFiles(folder).flatMap((path) => readEvents(path))) {
    if (session_log?.status === 'START')
      for (const key of [...shown.keys()]) if (Number(key.split(' ')[0]) >= step) shown.delete(key);
    for (const { tag, simple_value } of summary?.value ?? []) shown.set(`${step} ${tag}`, simple_value!);
  }
  const checkpoint = join(folder, `step-${steps}`);
  return {
    metrics: readMetrics(folder).map(({ step, metrics }) => ({ step, ...metrics })),
    shown: [...shown],
    weights: readFileSync(join(checkpoint, 'shard-0-of-1.safetensors')).toString('hex'),
    meta: readFileSync(join(checkpoint, 'meta.json'), 'utf8'),
  };
}

let whole: ReturnType<typeof remains>;
beforeAll(async () => {
  expect(await start(join(root, 'whole')).ended).toEqual({ code: 0, signal: null, stderr: '' });
  whole = remains(join(root, 'whole'));
  expect(whole.metrics).toHaveLength(steps);
  expect(whole.shown).toHaveLength(2 * steps);
});

const random = new Random(Number(process.env.SEED ?? 1));
test.each(Array.from({ length: 8 }, (_, i) => [i, 1 + random.int(steps - 50)] as const))(
  'a run killed with -9 (number %i, at step %i) and started again ends as one left alone',
  async (i, step) => {
    const folder = join(root, `killed-${i}`);
    for (const at of [step, step + 30]) {
      const { child, ended } = start(folder, at + 20);
      while (lines(folder) < at && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
      child.kill('SIGKILL');
      expect(await ended).toEqual({ code: null, signal: 'SIGKILL', stderr: '' });
    }
    expect(await start(folder).ended).toEqual({ code: 0, signal: null, stderr: '' });
    expect(remains(folder)).toEqual(whole);
  },
);
