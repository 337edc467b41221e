import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, type NDArray } from '@zero-to-gpt/linalg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unpackSafetensors } from '../../src/files/safetensors-format.ts';
import { listCheckpoints, removeCheckpoints } from '../../src/node/checkpoint-folder.ts';
import { disk } from '../../src/node/file-system.ts';
import { loadCheckpoint } from '../../src/node/load-checkpoint.ts';
import { type CheckpointContent, saveCheckpoint } from '../../src/node/save-checkpoint.ts';
import { failing, type Log } from '../fixtures/failing.ts';

let folder: string;
beforeEach(() => {
  folder = join(mkdtempSync(join(tmpdir(), 'optim-')), 'checkpoints');
});
afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const content = (step: number): CheckpointContent => ({ step, model: new Map([['w', array([step])]]) });
const save = (...steps: number[]) =>
  steps.reduce<Promise<unknown>>(
    (done, step) => done.then(() => saveCheckpoint(folder, content(step))),
    Promise.resolve(),
  );
const steps = async () => (await listCheckpoints(folder)).map(({ step }) => step);
const weight = (model: Map<string, NDArray>) => model.get('w')?.toArray();

describe('saveCheckpoint()', () => {
  test('writes step-N with one shard and meta.json, and returns its path', async () => {
    const path = await saveCheckpoint(folder, {
      step: 20,
      model: new Map([['w', array([1, 2])]]),
      optimizer: new Map<string, NDArray | number>([
        ['w.m', array([3, 4])],
        ['w.step', 20],
      ]),
      meta: { loader: { epoch: 1, index: 5 }, note: 'größe' },
    });
    expect(path).toBe(join(folder, 'step-20'));
    expect(readdirSync(path).sort()).toEqual(['meta.json', 'shard-0-of-1.safetensors']);
    const { tensors } = unpackSafetensors(readFileSync(join(path, 'shard-0-of-1.safetensors')));
    expect([...tensors.keys()]).toEqual(['model.w', 'optimizer.w.m']);
    expect(JSON.parse(readFileSync(join(path, 'meta.json'), 'utf8'))).toMatchObject({
      step: 20,
      optimizer: { 'w.step': 20 },
      meta: { loader: { epoch: 1, index: 5 }, note: 'größe' },
    });
  });

  test('writes into .tmp-step-N and renames it last', async () => {
    const log: Log = [];
    await saveCheckpoint(folder, content(7), { fileSystem: failing(disk, { log }) });
    expect(log).toEqual([
      'makeFolder .tmp-step-7',
      'write shard-0-of-1.safetensors',
      'write meta.json',
      'syncFolder .tmp-step-7',
      'rename .tmp-step-7',
      'syncFolder checkpoints',
      'remove .old-step-7',
    ]);
  });

  test('keeps the last two', async () => {
    await save(1, 2, 10);
    expect(readdirSync(folder).sort()).toEqual(['step-10', 'step-2']);
    await saveCheckpoint(folder, content(11), { keep: 1 });
    expect(readdirSync(folder)).toEqual(['step-11']);
  });

  test('replaces a checkpoint of the same step', async () => {
    await save(1);
    await saveCheckpoint(folder, { step: 1, model: new Map([['w', array([5])]]) });
    expect(weight((await loadCheckpoint(folder)).model)).toEqual([5]);
    expect(readdirSync(folder)).toEqual(['step-1']);
  });

  test('keeps what it has just written, even where later steps are there', async () => {
    await save(5, 6, 2);
    expect(await steps()).toEqual([2, 5, 6]);
  });

  test('keeps the last good checkpoint where the disk is full, at whatever moment', async () => {
    await save(1);
    const log: Log = [];
    await saveCheckpoint(folder, content(2), { fileSystem: failing(disk, { log }) });
    await removeCheckpoints(folder, { after: 1 });
    const renamed = log.findIndex((line) => line.startsWith('rename'));
    for (let failAt = 1; failAt <= renamed + 1; failAt++) {
      const saving = saveCheckpoint(folder, content(2), { fileSystem: failing(disk, { failAt }) });
      await expect(saving).rejects.toThrow(
        `Cannot save step 2 to ${folder}: the disk is full (ENOSPC); the last good checkpoint is ${join(folder, 'step-1')}`,
      );
      expect(readdirSync(folder)).toEqual(['step-1']);
    }
  });

  test('keeps a checkpoint of the same step through a failure at whatever moment', async () => {
    await save(1);
    const log: Log = [];
    await saveCheckpoint(folder, content(1), { fileSystem: failing(disk, { log }) });
    for (let failAt = 1; failAt <= log.length; failAt++) {
      await saveCheckpoint(folder, content(1), { fileSystem: failing(disk, { failAt }) }).catch(() => {});
      expect(weight((await loadCheckpoint(folder)).model)).toEqual([1]);
    }
    await save(2);
    expect(readdirSync(folder).sort()).toEqual(['step-1', 'step-2']);
  });

  test('says that there is no earlier checkpoint', async () => {
    const saving = saveCheckpoint(folder, content(2), { fileSystem: failing(disk, { failAt: 1, code: 'EROFS' }) });
    await expect(saving).rejects.toThrow('the file system is read-only (EROFS); there is no earlier checkpoint');
  });

  test('says where the folder is a file', async () => {
    writeFileSync(folder, '');
    await expect(save(1)).rejects.toThrow('a part of the path is a file, not a folder');
  });

  test('refuses what meta.json cannot hold, before anything is written', async () => {
    const bad = [Number.NaN, undefined, () => 1, new Uint8Array(1), 1n, new Map(), array([1])];
    for (const value of bad) {
      const meta = { deep: { value } } as unknown as NonNullable<CheckpointContent['meta']>;
      await expect(saveCheckpoint(folder, { ...content(1), meta })).rejects.toThrow('Cannot save "value" in meta.json');
    }
    const deep = JSON.parse(`${'['.repeat(70)}${']'.repeat(70)}`);
    await expect(saveCheckpoint(folder, { ...content(1), meta: { deep } })).rejects.toThrow('deeper than 64 levels');
    expect(existsSync(folder)).toBe(false);
  });

  test('refuses steps and numbers of checkpoints that cannot be', async () => {
    await expect(save(-1)).rejects.toThrow('Cannot save a checkpoint of step -1');
    await expect(saveCheckpoint(folder, content(1), { keep: 0 })).rejects.toThrow('Cannot keep 0 checkpoints');
  });
});

describe('listCheckpoints()', () => {
  test('lists complete checkpoints, oldest first, and nothing else', async () => {
    expect(await listCheckpoints(folder)).toEqual([]);
    await save(9, 10);
    for (const name of ['.tmp-step-11', 'step-x', 'step-012', 'step-12', 'step--1', 'notes'])
      mkdirSync(join(folder, name));
    expect(await listCheckpoints(folder)).toEqual([
      { step: 9, path: join(folder, 'step-9') },
      { step: 10, path: join(folder, 'step-10') },
    ]);
  });

  test('ignores leftovers of a crash, and the next save removes them', async () => {
    await save(1);
    mkdirSync(join(folder, '.tmp-step-2'));
    writeFileSync(join(folder, '.tmp-step-2', 'shard-0-of-1.safetensors'), 'part');
    expect(await steps()).toEqual([1]);
    await save(3);
    expect(readdirSync(folder).sort()).toEqual(['step-1', 'step-3']);
  });
});

test('removeCheckpoints() removes those of later steps', async () => {
  await save(1, 2, 3);
  await removeCheckpoints(folder, { after: 2 });
  expect(await steps()).toEqual([2]);
});
