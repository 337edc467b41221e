import { expect, test } from 'vitest';
import { loadCorpus } from '../src/corpus.ts';
import { estimateTime, measureStep, stepTime } from '../src/estimate.ts';
import { runConfig } from '../src/run-config.ts';
import { tiny, workplace } from './tiny.ts';

const { text } = workplace();
const line = (tokensPerSecond: number) => ({ step: 1, loss: 1, lr: 1, tokensPerSecond });

test('measureStep() gives the seconds of a step', async () => {
  const config = runConfig({ ...tiny, text: text(), lr: 1e30 });
  expect(await measureStep(config, await loadCorpus(config))).toBeGreaterThan(0);
});

test('stepTime() follows from the median speed of the last steps', () => {
  const config = runConfig({ ...tiny, gradAccumSteps: 2 }); // 64 tokens a step
  expect(stepTime(config, [line(1), line(640), line(9999)])).toBeCloseTo(0.1);
  expect(stepTime(config, [])).toBeNull();
});

test('estimateTime() counts steps, validation losses and samples', async () => {
  const config = runConfig({ ...tiny, text: text(), steps: 10, evalEvery: 5, evalBatches: 2 });
  const corpus = await loadCorpus(config); // 300 validation tokens, 32 in a batch: 10 batches
  // 10 steps of 3 s, 2 · 2 + 10 validation batches of 1 s, 3 samples of 60 characters of 1/4 s
  expect(estimateTime(config, corpus, 3, 0)).toEqual({ secondsPerStep: 3, seconds: 30 + 14 + 45 });
  expect(estimateTime(config, corpus, 3, 6).seconds).toBe(12 + 10 + 30);
});
