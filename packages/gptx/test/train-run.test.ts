import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpu } from '@zero-to-gpt/linalg';
import { encodeEvent } from '@zero-to-gpt/optim';
import { lockRun } from '@zero-to-gpt/optim/node';
import { expect, test } from 'vitest';
import { readMetrics } from '../src/metrics.ts';
import { trainRun } from '../src/train-run.ts';
import { follow, timeless, tiny, workplace } from './tiny.ts';

const { folder, text } = workplace();
const out = (name = 'run'): string => join(folder(), name);
const isEventFile = (name: string): boolean => name.startsWith('events.out.tfevents.');

test('trainRun() tells of model and time, then of steps, samples and checkpoints, then of the end', async () => {
  const events = await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  const kinds = events.map((event) => event.kind);
  expect(kinds.slice(0, 4)).toEqual(['model', 'estimate', 'sample', 'checkpoint']);
  expect(kinds.slice(-4)).toEqual(['step', 'sample', 'checkpoint', 'finished']);
  expect(kinds.filter((kind) => kind === 'step')).toHaveLength(12);
  expect(events.flatMap((event) => (event.kind === 'sample' ? [event.step] : []))).toEqual([0, 6, 12]);
  expect(events.flatMap((event) => (event.kind === 'checkpoint' ? [event.step] : []))).toEqual([0, 5, 10, 12]);
});

test('trainRun() writes settings, metrics, loss curve, samples and the last two checkpoints', async () => {
  await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  const files = readdirSync(out(), { recursive: true, encoding: 'utf8' });
  expect(files.filter(isEventFile)).toHaveLength(1);
  expect(new Set(files.filter((name) => !isEventFile(name)))).toEqual(
    new Set([
      ...['checkpoints', 'checkpoints/step-10', 'checkpoints/step-12', 'config.json', 'loss.svg', 'metrics.jsonl'],
      ...['step-10', 'step-12'].flatMap((step) => [
        `checkpoints/${step}/meta.json`,
        `checkpoints/${step}/shard-0-of-1.safetensors`,
      ]),
      ...['samples', 'samples/step-0.txt', 'samples/step-12.txt', 'samples/step-6.txt'],
    ]),
  );
  const config = JSON.parse(readFileSync(join(out(), 'config.json'), 'utf8'));
  expect(config).toMatchObject({ ...tiny, text: text(), warmupSteps: 1 });
  expect(config.textSha256).toMatch(/^[0-9a-f]{64}$/);
  expect(readFileSync(join(out(), 'samples/step-0.txt'), 'utf8')).toHaveLength(60);
  expect(readFileSync(join(out(), 'loss.svg'), 'utf8')).toContain('bigram baseline');
});

test('trainRun() writes every number of metrics.jsonl for TensorBoard too', async () => {
  await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  const content = readFileSync(join(out(), readdirSync(out()).find(isEventFile)!));
  for (const { step, loss, valLoss } of readMetrics(join(out(), 'metrics.jsonl')))
    for (const [tag, value] of Object.entries({ 'loss/train': loss, 'loss/validation': valLoss })) {
      if (value === undefined) continue;
      const message = encodeEvent({ wallTime: 0, step, what: [{ kind: 'scalar', tag, value }] });
      const summary = message.subarray(12 + 9 + 2 + 2, -4); // what comes behind frame, time, step and length
      expect(content.includes(Buffer.from(summary)), `${tag} of step ${step}`).toBe(true);
    }
});

test('trainRun() evaluates now and then, and over the whole validation part at the end', async () => {
  await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  const metrics = readMetrics(join(out(), 'metrics.jsonl'));
  expect(metrics.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
  expect(metrics.map(({ valTokens }) => valTokens ?? 0)).toEqual([0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 299]);
  expect(metrics[11]).toMatchObject({ knownWords: expect.any(Number), lr: expect.any(Number) });
});

test('trainRun() learns', async () => {
  const events = await follow(() =>
    trainRun({ ...tiny, text: text(), steps: 300, lr: 0.02, evalEvery: 100, checkpointEvery: 100 }, { out: out() }),
  );
  const end = events.at(-1)!;
  const start = events.find((event) => event.kind === 'step')!;
  expect(end.kind === 'finished' && end.valLoss).toBeLessThan(2);
  expect(start.kind === 'step' && start.metrics.loss).toBeGreaterThan(2.5);
});

test('trainRun() gives the same numbers for the same seed, and others for another', async () => {
  for (const [name, seed] of [
    ['a', 1],
    ['b', 1],
    ['c', 2],
  ] as const) {
    await follow(() => trainRun({ ...tiny, text: text(), seed }, { out: out(name) }));
  }
  const [a, b, c] = ['a', 'b', 'c'].map((name) => timeless(readMetrics(join(out(name), 'metrics.jsonl'))));
  expect(b).toEqual(a);
  expect(c![11]!.loss).not.toBe(a![11]!.loss);
});

test('trainRun() gives all device memory back', async () => {
  const before = cpu.stats().bytes;
  await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  expect(cpu.stats().bytes).toBe(before);
});

test('trainRun() saves and stops when it is asked to', async () => {
  const events = await follow((signal) => trainRun({ ...tiny, text: text() }, { out: out(), signal }), {
    stopAfter: 7,
  });
  expect(events.slice(-2)).toEqual([
    { kind: 'checkpoint', step: 7, path: join(out(), 'checkpoints', 'step-7') },
    { kind: 'stopped', step: 7 },
  ]);
  expect(existsSync(join(out(), 'lock.json'))).toBe(false);
});

test('trainRun() that is asked to stop before its first step saves that', async () => {
  const stop = new AbortController();
  const kinds: string[] = [];
  for await (const event of trainRun({ ...tiny, text: text() }, { out: out(), signal: stop.signal })) {
    kinds.push(event.kind);
    stop.abort();
  }
  expect(kinds).toEqual(['model', 'estimate', 'sample', 'checkpoint', 'stopped']);
  expect(readdirSync(join(out(), 'checkpoints'))).toEqual(['step-0']);
});

test('trainRun() that is left early leaves no lock, and no folder before its first checkpoint', async () => {
  for await (const event of trainRun({ ...tiny, text: text() }, { out: out() })) if (event.kind === 'estimate') break;
  expect(existsSync(out())).toBe(false);
  for await (const event of trainRun({ ...tiny, text: text() }, { out: out() })) if (event.kind === 'step') break;
  expect(readdirSync(out()).filter((name) => !isEventFile(name))).toEqual([
    'checkpoints',
    'config.json',
    'metrics.jsonl',
    'samples',
  ]);
});

test('trainRun() refuses what it cannot train on, and leaves no folder behind', async () => {
  const start = (settings: object) => follow(() => trainRun({ ...tiny, ...settings }, { out: out() }));
  await expect(start({ text: out('none.txt') })).rejects.toThrow('no such file');
  await expect(start({ text: text(), blockSize: 400 })).rejects.toThrow('its validation part has 300 characters');
  await expect(start({ text: text(), nHead: 3 })).rejects.toThrow('Cannot split nEmbd 8 into nHead 3 heads');
  await expect(start({ text: text(), nEmbd: 65536, nHead: 1, nLayer: 1000 })).rejects.toThrow(
    /^Cannot allocate .* limit is/,
  );
  expect(existsSync(out())).toBe(false);
});

test('trainRun() refuses a folder that holds a run, and one that another process is writing into', async () => {
  mkdirSync(out());
  writeFileSync(join(out(), 'config.json'), '{}');
  const start = () => follow(() => trainRun({ ...tiny, text: text() }, { out: out() }));
  await expect(start()).rejects.toThrow('it already holds one; go on with');
  mkdirSync(out('locked'));
  using _ = lockRun(out('locked'));
  await expect(follow(() => trainRun({ ...tiny, text: text() }, { out: out('locked') }))).rejects.toThrow(
    `process ${process.pid} on`,
  );
});

test('trainRun() stops where the loss is no longer finite, keeps the last good checkpoint and says what to try', async () => {
  const start = () => follow(() => trainRun({ ...tiny, text: text(), lr: 1e30, clipNorm: 0 }, { out: out() }));
  await expect(start()).rejects.toThrow(
    /^Cannot go on training at step \d+: .*NaN.*Try a lower learning rate from there/,
  );
  expect(readdirSync(join(out(), 'checkpoints'))).toContain('step-0');
  for (const name of readdirSync(join(out(), 'checkpoints'))) expect(['step-0', 'step-5']).toContain(name);
  expect(existsSync(join(out(), 'lock.json'))).toBe(false);
});
