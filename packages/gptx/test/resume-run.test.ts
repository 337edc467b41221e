import { appendFileSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockRun } from '@zero-to-gpt/optim/node';
import { expect, test } from 'vitest';
import { readMetrics } from '../src/metrics.ts';
import { resumeRun } from '../src/resume-run.ts';
import type { RunConfig } from '../src/run-config.ts';
import { trainRun } from '../src/train-run.ts';
import { editMeta } from './edit-meta.ts';
import { follow, timeless, tiny, tinyText, workplace } from './tiny.ts';

const { folder, text } = workplace();
const out = (name = 'run'): string => join(folder(), name);
const metricsOf = (name: string) => timeless(readMetrics(join(out(name), 'metrics.jsonl')));
const weightsOf = (name: string, step = 12): Buffer =>
  readFileSync(join(out(name), 'checkpoints', `step-${step}`, 'shard-0-of-1.safetensors'));
const stepDir = (step: number): string => join(out(), 'checkpoints', `step-${step}`);

const start = (name: string, settings: Partial<RunConfig> = {}, stopAfter?: number) =>
  follow(
    (signal) => trainRun({ ...tiny, text: text(), ...settings }, { out: out(name), signal }),
    stopAfter === undefined ? {} : { stopAfter },
  );
const resume = (name = 'run', options: Parameters<typeof resumeRun>[1] = {}) =>
  follow(() => resumeRun(out(name), options));

test('resumeRun() makes the steps that an uninterrupted run makes, to the last bit', async () => {
  const settings = { dropout: 0.2, gradAccumSteps: 2 };
  await start('whole', settings);
  await start('run', settings, 3);
  await resume();
  expect(metricsOf('run')).toEqual(metricsOf('whole'));
  expect(weightsOf('run').equals(weightsOf('whole'))).toBe(true);
  for (const step of [0, 6, 12]) {
    const sample = (name: string) => readFileSync(join(out(name), 'samples', `step-${step}.txt`), 'utf8');
    expect(sample('run')).toBe(sample('whole'));
  }
});

test('resumeRun() cuts the metrics back to its checkpoint', async () => {
  await start('whole');
  await start('run', {}, 7);
  appendFileSync(join(out(), 'metrics.jsonl'), '{"step":8,"loss":99,"lr":1,"tokensPerSecond":1}\n{"step":9,"lo');
  await resume();
  expect(metricsOf('run')).toEqual(metricsOf('whole'));
});

test('resumeRun() begins anew where the run was stopped before its first checkpoint', async () => {
  await start('whole');
  await start('run', {}, 2);
  rmSync(join(out(), 'checkpoints'), { recursive: true });
  await resume();
  expect(metricsOf('run')).toEqual(metricsOf('whole'));
});

test('resumeRun() goes on from an older checkpoint where the newest is damaged, and says so', async () => {
  await start('whole');
  await start('run', {}, 7);
  truncateSync(join(stepDir(7), 'shard-0-of-1.safetensors'), 100);
  const events = await resume();
  expect(events[0]).toEqual({ kind: 'note', text: expect.stringMatching(/step-7 is damaged \(.*100 bytes/) });
  expect(events[1]).toMatchObject({ kind: 'model', startStep: 5 });
  expect(metricsOf('run')).toEqual(metricsOf('whole'));
});

test('resumeRun() refuses a run without a good checkpoint, and names what is wrong with each', async () => {
  await start('run', {}, 7);
  writeFileSync(join(stepDir(7), 'meta.json'), '{"step":');
  const shard = join(stepDir(5), 'shard-0-of-1.safetensors');
  const bytes = readFileSync(shard);
  bytes.writeBigUInt64LE(1n << 40n, 0); // a header longer than the file
  writeFileSync(shard, bytes);
  await expect(resume()).rejects.toThrow(/^Cannot load a checkpoint from .*step-7: .*step-5: /);
  expect(existsSync(stepDir(5))).toBe(true);
});

test('resumeRun() of a complete run tells its end and changes nothing', async () => {
  const end = (await start('run')).at(-1);
  const before = readFileSync(join(out(), 'metrics.jsonl'), 'utf8');
  const events = await resume();
  expect(events.map((event) => event.kind)).toEqual(['model', 'finished']);
  expect(events.at(-1)).toEqual(end);
  expect(readFileSync(join(out(), 'metrics.jsonl'), 'utf8')).toBe(before);
});

test('resumeRun() trains on with more steps, and keeps what it was told', async () => {
  await start('run');
  const events = await resume('run', { changes: { steps: 15, lr: 0.002 } });
  expect(events.at(-1)).toMatchObject({ kind: 'finished', step: 15 });
  expect(JSON.parse(readFileSync(join(out(), 'config.json'), 'utf8'))).toMatchObject({
    steps: 15,
    lr: 0.002,
    minLr: 0.0002,
  });
  await expect(resume('run', { changes: { steps: 3 } })).rejects.toThrow(
    'Cannot resume with 3 steps: the run has made 15',
  );
});

test('resumeRun() goes on after a loss that was no longer finite, with a lower learning rate', async () => {
  await expect(start('run', { lr: 1e30, clipNorm: 0 })).rejects.toThrow('Cannot go on training');
  const events = await resume('run', { changes: { lr: 1e-3 } });
  expect(events.at(-1)).toMatchObject({ kind: 'finished', step: 12 });
});

test('resumeRun() refuses a text that has changed, and finds one that was moved', async () => {
  await start('run', {}, 3);
  writeFileSync(text(), tinyText(2999));
  await expect(resume()).rejects.toThrow('it has changed');
  writeFileSync(join(folder(), 'moved.txt'), tinyText());
  await resume('run', { text: join(folder(), 'moved.txt') });
  expect(metricsOf('run')).toHaveLength(12);
});

test('resumeRun() refuses a config.json that no longer fits the checkpoint', async () => {
  await start('run', {}, 3);
  const path = join(out(), 'config.json');
  const config = JSON.parse(readFileSync(path, 'utf8'));
  writeFileSync(path, JSON.stringify({ ...config, nEmbd: 16 }));
  await expect(resume()).rejects.toThrow(`Cannot resume: nEmbd is 16 in ${path} and 8 in the checkpoint`);
  writeFileSync(path, '{');
  await expect(resume()).rejects.toThrow('it is not JSON');
  expect(readdirSync(join(out(), 'checkpoints'))).toContain('step-3');
});

test('resumeRun() refuses a checkpoint whose tokenizer is of another vocabulary', async () => {
  await start('run', { checkpointEvery: 100 }, 3);
  rmSync(stepDir(0), { recursive: true });
  const path = join(stepDir(3), 'meta.json');
  const edit = (change: (meta: Record<string, unknown>) => void): void => editMeta(path, ({ meta }) => change(meta));
  edit((meta) => (meta.tokenizer as { characters: string[] }).characters.push('é'));
  await expect(resume()).rejects.toThrow(/^Cannot resume .*: its checkpoint knows 2\d characters/);
  edit((meta) => (meta.tokenizer = { type: 'bpe' }));
  await expect(resume()).rejects.toThrow(/^Cannot use checkpoint .*step-3: .*type is "bpe"/);
  edit((meta) => (meta.loader = { epoch: -1, index: 0 }));
  await expect(resume()).rejects.toThrow(/^Cannot use checkpoint .*step-3: loader.epoch/);
});

test('resumeRun() refuses a run that another process is writing', async () => {
  await start('run', {}, 3);
  using _ = lockRun(out());
  await expect(resume()).rejects.toThrow('has been writing into it since');
});

test('resumeRun() says where there is no run', async () => {
  await expect(resume('none')).rejects.toThrow(`Cannot open run ${out('none')}: no such folder`);
});
