import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockRun } from '@zero-to-gpt/optim/node';
import { expect, test } from 'vitest';
import { readRun } from '../src/read-run.ts';
import { runConfig } from '../src/run-config.ts';
import { createRunFolder, writeConfig } from '../src/run-folder.ts';
import { trainRun } from '../src/train-run.ts';
import { follow, tiny, workplace } from './tiny.ts';

const { folder, text } = workplace();
const out = (): string => join(folder(), 'run');

test('readRun() tells what a run has come to', async () => {
  const end = (await follow(() => trainRun({ ...tiny, text: text() }, { out: out() }))).at(-1)!;
  const info = await readRun(out());
  expect(info).toMatchObject({
    folder: out(),
    step: 12,
    complete: true,
    checkpoints: [10, 12],
    vocabSize: 21,
    writer: null,
  });
  expect(end).toMatchObject({ valLoss: info.validation?.loss, baseline: info.baseline, knownWords: info.knownWords });
  expect(info.best!.loss).toBeLessThanOrEqual(info.validation!.loss);
  expect(info.config).toMatchObject(tiny);
  expect(info.files.find(({ name }) => name === 'metrics.jsonl')!.bytes).toBeGreaterThan(500);
});

test('readRun() of a run before its first step', async () => {
  const config = runConfig({ ...tiny, text: text() });
  await writeConfig(createRunFolder(config, out()), config);
  using lock = lockRun(out());
  expect(await readRun(out())).toMatchObject({
    ...{ step: 0, complete: false, loss: null, validation: null, best: null, baseline: null, checkpoints: [] },
    writer: lock.owner,
  });
});

test('readRun() names a damaged file', async () => {
  await expect(readRun(out())).rejects.toThrow('no such folder');
  await follow(() => trainRun({ ...tiny, text: text(), steps: 2 }, { out: out() }));
  writeFileSync(join(out(), 'metrics.jsonl'), 'x\n');
  await expect(readRun(out())).rejects.toThrow('line 1 is not an object with step and loss');
});
