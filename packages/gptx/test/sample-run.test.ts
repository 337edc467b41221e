import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { cpu } from '@zero-to-gpt/linalg';
import { unpackSafetensors } from '@zero-to-gpt/optim';
import { beforeEach, expect, test } from 'vitest';
import { type SampleRunOptions, sampleRun } from '../src/sample-run.ts';
import { trainRun } from '../src/train-run.ts';
import { editMeta } from './edit-meta.ts';
import { follow, tiny, workplace } from './tiny.ts';

const { folder, text } = workplace();
const out = (...path: string[]): string => join(folder(), 'run', ...path);
const shard = (step: number): string => out('checkpoints', `step-${step}`, 'shard-0-of-1.safetensors');

beforeEach(async () => {
  await follow(() =>
    trainRun({ ...tiny, text: text(), sampleTokens: 1, steps: 4, checkpointEvery: 2 }, { out: out() }),
  );
});

async function sample(options: SampleRunOptions = {}): Promise<string> {
  let drawn = '';
  for await (const piece of sampleRun(out(), { maxTokens: 20, ...options })) drawn += piece;
  return drawn;
}

test('sampleRun() lets the newest checkpoint write, and an older one when told', async () => {
  const newest = await sample();
  expect(newest).toHaveLength(20);
  expect(await sample({ step: 4 })).toBe(newest);
  expect(await sample({ step: 2 })).toHaveLength(20);
  await expect(sample({ step: 3 })).rejects.toThrow('found steps [2,4]');
});

test('sampleRun() gives all device memory back, also when its caller has seen enough', async () => {
  const before = cpu.stats().bytes;
  for await (const _ of sampleRun(out())) break;
  await expect(sample({ prompt: '?' })).rejects.toThrow('Cannot use the prompt');
  expect(cpu.stats().bytes).toBe(before);
});

test('sampleRun() says that there is no checkpoint yet', async () => {
  rmSync(out('checkpoints'), { recursive: true });
  await expect(sample()).rejects.toThrow(`Cannot sample ${out()}: it holds no checkpoint yet`);
});

test('sampleRun() refuses a checkpoint whose tokenizer does not belong to its model', async () => {
  for (const step of [2, 4]) {
    const path = out('checkpoints', `step-${step}`, 'meta.json');
    editMeta(path, ({ meta }) => meta.tokenizer.characters.pop());
  }
  await expect(sample()).rejects.toThrow(
    /^Cannot use checkpoint .*step-4: its tokenizer knows 20 characters, its model 21; they belong to different runs$/,
  );
});

test('sampleRun() refuses weights that are not finite', async () => {
  const bytes = readFileSync(shard(4));
  const name = 'model.lnF.weight';
  const header = JSON.parse(bytes.subarray(8, 8 + Number(bytes.readBigUInt64LE(0))).toString());
  bytes.writeFloatLE(Number.NaN, 8 + Number(bytes.readBigUInt64LE(0)) + header[name].data_offsets[0]);
  writeFileSync(shard(4), bytes);
  const path = out('checkpoints', 'step-4', 'meta.json');
  editMeta(path, (content) => (content.files[0].crc32 = crc32(bytes))); // saved so, not damaged
  expect(unpackSafetensors(bytes).tensors.has(name)).toBe(true);
  await expect(sample()).rejects.toThrow(/lnF\.weight is not finite/);
});

test.each([
  ['cut off', (bytes: Buffer) => bytes.subarray(0, bytes.length - 1)],
  ['empty', () => Buffer.alloc(0)],
  ['longer than it says', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(4)])],
  [
    'of a header that lies about its length',
    (bytes: Buffer) => Buffer.concat([Buffer.from([0, 0, 0, 0, 0, 0, 0, 16]), bytes.subarray(8)]),
  ],
  [
    'of a header that is no JSON',
    (bytes: Buffer) => Buffer.concat([bytes.subarray(0, 8), Buffer.from('[[['), bytes.subarray(11)]),
  ],
])('sampleRun() passes over a checkpoint that is %s', async (_, damage) => {
  const path = out('checkpoints', 'step-4', 'meta.json');
  const bytes = damage(readFileSync(shard(4)));
  writeFileSync(shard(4), bytes);
  editMeta(path, (content) => (content.files[0].bytes = bytes.length)); // meta.json would give the wrong size away
  const notes: string[] = [];
  expect(await sample({ onNote: (note) => notes.push(note) })).toBe(await sample({ step: 2 }));
  expect(notes).toEqual([expect.stringMatching(/step-4 is damaged \(.+\); using an older one$/)]);
});
