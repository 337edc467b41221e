import { join } from 'node:path';
import { array, cpu } from '@zero-to-gpt/linalg';
import { loadCheckpoint } from '@zero-to-gpt/optim/node';
import { train } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { loadCorpus } from '../src/corpus.ts';
import { runConfig } from '../src/run-config.ts';
import { parseRunMeta } from '../src/run-meta.ts';
import { checkFinite, Session } from '../src/session.ts';
import { tiny, workplace } from './tiny.ts';

const { folder, text } = workplace();

test('Session saved and restored goes on with the same batches, dropout and moments', async () => {
  const config = runConfig({ ...tiny, text: text(), dropout: 0.3 });
  const corpus = await loadCorpus(config);
  const losses = async (session: Session, count: number): Promise<number[]> => {
    const { model, optimizer, loader } = session;
    const found: number[] = [];
    for await (const { loss } of train(model, { steps: count, data: loader, optimizer })) found.push(loss);
    return found;
  };
  using first = new Session(config, corpus);
  await losses(first, 3);
  first.step = 3;
  const path = await first.save(join(folder(), 'c'), { tokenizer: corpus.tokenizer, baseline: 2 });
  const expected = await losses(first, 4);

  using second = new Session(config, corpus);
  using checkpoint = await loadCheckpoint(join(folder(), 'c'));
  await second.restore(checkpoint, parseRunMeta(checkpoint.meta, path));
  expect(second.step).toBe(3);
  expect(await losses(second, 4)).toEqual(expected);
});

test('Session is not saved with weights that are not finite', async () => {
  const config = runConfig({ ...tiny, text: text() });
  const corpus = await loadCorpus(config);
  using session = new Session(config, corpus);
  session.model.wte.weight.value.set(Number.POSITIVE_INFINITY, 0, 0);
  const save = session.save(join(folder(), 'c'), { tokenizer: corpus.tokenizer, baseline: 2 });
  await expect(save).rejects.toThrow('Cannot use the weights after step 0: wte.weight is not finite');
});

test('Session gives all device memory back', async () => {
  const config = runConfig({ ...tiny, text: text() });
  const corpus = await loadCorpus(config);
  const before = cpu.stats().bytes;
  new Session(config, corpus)[Symbol.dispose]();
  expect(cpu.stats().bytes).toBe(before);
});

test('checkFinite() names the first array that is not', async () => {
  using good = array([1, 2]);
  using bad = array([1, Number.NaN]);
  await expect(
    checkFinite(
      new Map([
        ['a', good],
        ['b', bad],
      ]),
      'here',
    ),
  ).rejects.toThrow('here: b is not finite');
});
