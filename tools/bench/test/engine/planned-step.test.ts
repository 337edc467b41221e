import { createCPU, Random } from '@zero-to-gpt/linalg';
import { AdamW, decayGroups } from '@zero-to-gpt/optim';
import { GPT, train } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { PlannedStep } from '../../src/engine/planned-step.ts';

const workload = { vocabSize: 11, blockSize: 8, nLayer: 2, nHead: 2, nEmbd: 16, batchSize: 3 };

test('PlannedStep learns as train() does', async () => {
  const { batchSize, ...config } = workload;
  const device = createCPU({ threads: 1 });
  const model = new GPT(config, { device, random: new Random(1) });
  using planned = new PlannedStep(workload, { device, weights: model.stateDict(), lr: 0.01 });
  const random = new Random(2);
  const draw = () => Int32Array.from({ length: 24 }, () => random.int(11));
  const batches = [draw(), draw(), draw()].map((input) => ({ input, target: draw(), shape: [batchSize, 8] as const }));
  const optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr: 0.01, betas: [0.9, 0.99] });
  const taped: number[] = [];
  for await (const { loss } of train(model, { steps: 6, data: batches, optimizer })) taped.push(loss);
  const byHand = [...batches, ...batches].map(({ input, target }) => planned.run(input, target));
  expect(byHand[5]).toBeLessThan(byHand[2]!);
  byHand.forEach((loss, i) => void expect(loss).toBeCloseTo(taped[i]!, 5));
});

test('PlannedStep names the weight that is missing', () => {
  const device = createCPU({ threads: 1 });
  const step = new PlannedStep(workload, { device, weights: new Map() });
  expect(() => step.run(new Int32Array(24), new Int32Array(24))).toThrow('the weights have no wte.weight');
});
