import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadCorpus } from '../src/corpus.ts';
import { runConfig } from '../src/run-config.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gptx-'));
  path = join(folder, 'mine.txt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('loadCorpus() cuts a text into training and validation tokens', async () => {
  writeFileSync(path, 'abcdefghij'.repeat(10));
  const { train, validation, tokenizer, trainText } = await loadCorpus(runConfig({ text: path, blockSize: 4 }));
  expect([train.length, validation.length, tokenizer.vocabSize]).toEqual([90, 10, 10]);
  expect(trainText).toBe('abcdefghij'.repeat(9));
});

test('loadCorpus() refuses a text shorter than a block, and says which part', async () => {
  writeFileSync(path, 'abcdefghij'.repeat(4));
  await expect(loadCorpus(runConfig({ text: path }))).rejects.toThrow(
    'Cannot train on mine.txt: its training part has 36 characters, wanted at least 65',
  );
  writeFileSync(path, 'abcdefghij'.repeat(20));
  await expect(loadCorpus(runConfig({ text: path }))).rejects.toThrow(
    'its validation part has 20 characters, wanted at least 65',
  );
});

test('loadCorpus() refuses another text than the one of the run', async () => {
  writeFileSync(path, 'abcdefghij'.repeat(10));
  const config = runConfig({ text: path, blockSize: 4 });
  const { sha256 } = await loadCorpus(config);
  expect((await loadCorpus({ ...config, textSha256: sha256 })).train).toHaveLength(90);
  writeFileSync(path, 'abcdefghij'.repeat(11));
  await expect(loadCorpus({ ...config, textSha256: sha256 })).rejects.toThrow('it has changed');
});
