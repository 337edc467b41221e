// runs alone: a kill must come before the run ends
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@zero-to-gpt/linalg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readMetrics } from '../src/metrics.ts';
import { editMeta } from '../test/edit-meta.ts';
import { timeless, tinyText } from '../test/tiny.ts';

// The built command, killed at a random step and resumed, against the same run left alone.

const cli = join(import.meta.dirname, '../dist/cli.js');
const folder = mkdtempSync(join(tmpdir(), 'gptx-kill-'));
const text = join(folder, 'text.txt');
const steps = 300;
const flags = Object.entries({
  ...{ nLayer: 1, nHead: 2, nEmbd: 16, blockSize: 16, batchSize: 4, gradAccumSteps: 2, dropout: 0.1, steps },
  ...{ evalEvery: 45, evalBatches: 3, checkpointEvery: 20, sampleTokens: 40, seed: 3 },
}).flatMap(([key, value]) => [`--${key}`, String(value)]);
const out = (name: string): string => join(folder, name);
const lines = (name: string): number =>
  existsSync(join(out(name), 'metrics.jsonl'))
    ? readFileSync(join(out(name), 'metrics.jsonl'), 'utf8').split('\n').length - 1
    : 0;

function start(...args: string[]) {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += chunk));
  const ended = new Promise<{ code: number | null; signal: string | null; stderr: string }>((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal, stderr })),
  );
  return { child, ended };
}

/** Steps that a kill may come late on a busy machine, so that it still meets a run. */
const late = 100;

/** Starts a run and kills it with -9 as soon as it has made so many steps. */
async function kill(name: string, step: number): Promise<void> {
  const { child, ended } = start('train', text, '--out', out(name), ...flags);
  while (lines(name) < step && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  expect(await ended).toEqual({ code: null, signal: 'SIGKILL', stderr: '' });
  expect(lines(name)).toBeGreaterThanOrEqual(step);
  expect(lines(name)).toBeLessThan(steps);
}

/** Everything that a run leaves behind and that does not depend on the clock. */
function remains(name: string) {
  const last = join(out(name), 'checkpoints', `step-${steps}`);
  const meta = JSON.parse(readFileSync(join(last, 'meta.json'), 'utf8'));
  return {
    metrics: timeless(readMetrics(join(out(name), 'metrics.jsonl'))),
    weights: readFileSync(join(last, 'shard-0-of-1.safetensors')).toString('base64'),
    meta: { ...meta, meta: { ...meta.meta, config: null }, crc32: null },
    samples: readdirSync(join(out(name), 'samples')).map((file) => [
      file,
      readFileSync(join(out(name), 'samples', file), 'utf8'),
    ]),
  };
}

let whole: ReturnType<typeof remains>;
beforeAll(async () => {
  writeFileSync(text, tinyText(6000));
  expect(await start('train', text, '--out', out('whole'), ...flags).ended).toEqual({
    code: 0,
    signal: null,
    stderr: '',
  });
  whole = remains('whole');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const random = new Random(Number(process.env.SEED ?? 1));
const kills = Array.from({ length: 20 }, (_, i) => [i + 1, 1 + random.int(steps - late)] as const);

test.each(kills)('gptx resume after kill -9 number %i, at step %i, ends as a run left alone', async (i, step) => {
  const name = `killed-${i}`;
  await kill(name, step);
  expect(await start('resume', out(name)).ended).toEqual({ code: 0, signal: null, stderr: '' });
  expect(remains(name)).toEqual(whole);
});

test('gptx resume survives kill -9 again and again', async () => {
  await kill('often', 50);
  for (const step of [80, 81, 150, steps - late]) {
    const { child, ended } = start('resume', out('often'));
    while (lines('often') < step && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 1));
    child.kill('SIGKILL');
    expect((await ended).signal).toBe('SIGKILL');
  }
  expect(await start('resume', out('often')).ended).toEqual({ code: 0, signal: null, stderr: '' });
  expect(remains('often')).toEqual(whole);
});

// what the test above would say if something were not saved
const losses: readonly [string, (content: Content) => void][] = [
  ['the position in the data', ({ meta }) => Object.assign(meta.loader, { epoch: 0, index: 0 })],
  ['the random stream of dropout', ({ meta }) => meta.dropout.splice(2, 1, 4)],
  [
    'a number of the optimizer',
    ({ optimizer }) => {
      for (const [key, value] of Object.entries(optimizer)) optimizer[key] = value / 2;
    },
  ],
];
test.each(losses)('the comparison notices the loss of %s', async (lost, lose) => {
  const name = `lost ${lost}`;
  await kill(name, 100);
  for (const step of readdirSync(join(out(name), 'checkpoints')).filter((entry) => entry.startsWith('step-'))) {
    const path = join(out(name), 'checkpoints', step, 'meta.json');
    editMeta(path, lose);
  }
  expect((await start('resume', out(name)).ended).code).toBe(0);
  expect(remains(name).metrics).not.toEqual(whole.metrics);
});

interface Content {
  readonly optimizer: Record<string, number>;
  readonly meta: { loader: object; dropout: number[] };
}
