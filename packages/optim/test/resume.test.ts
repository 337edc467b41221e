import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '@zero-to-gpt/linalg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  bits,
  type Choice,
  checkResume,
  load,
  makeRun,
  optimizers,
  type Run,
  save,
  steps,
  train,
} from './fixtures/resumable-run.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'optim-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(root, 'run-'));

for (const optimizer of Object.keys(optimizers))
  test(`a run with ${optimizer} ends with the same bits, stopped or not`, async () => {
    for (const [rate, sampler] of [
      ['cosine', 'shuffled'],
      ['plateau', 'weighted'],
    ] as const)
      await checkResume({ optimizer, rate, sampler, batchSize: 5, device: 'cpu' }, 5, newFolder());
  });

test('the comparison notices the loss of anything', async () => {
  const choice: Choice = { optimizer: 'AdamW', rate: 'plateau', sampler: 'shuffled', batchSize: 5, device: 'cpu' };
  const whole = makeRun(choice);
  train(whole, 0, steps);
  const folder = newFolder();
  const first = makeRun(choice);
  train(first, 0, 5);
  await save(folder, 5, first);
  const forget: Record<string, (run: Run) => void> = {
    loader: ({ loader }) => (loader.state = { epoch: 0, index: 0 }),
    dropout: ({ model }) => (model.dropout.random = new Random(1).split('dropout')),
    optimizer: ({ optimizer }) => optimizer.loadStateDict(makeRun(choice).optimizer.stateDict()),
    plateau: ({ plateau }) => plateau.loadStateDict(makeRun(choice).plateau.stateDict()),
    ema: ({ ema }) => ema.loadStateDict(makeRun(choice).ema.stateDict()),
    stopping: ({ stopping }) => stopping.loadStateDict(makeRun(choice).stopping.stateDict()),
    buffer: ({ model }) => model.norm.runningMean!.fill(0),
  };
  for (const [what, lose] of Object.entries(forget)) {
    const second = makeRun(choice);
    await load(folder, second);
    lose(second);
    train(second, 5, steps);
    expect(bits(second), what).not.toEqual(bits(whole));
  }
});
