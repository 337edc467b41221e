import { fit } from '@zero-to-gpt/dense';
import { createCPU } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { Trainer } from '../../src/by-hand/trainer.ts';
import { workloads } from '../../src/by-hand/workload.ts';

test('Trainer makes the steps that fit makes', async () => {
  const device = createCPU({ threads: 1 });
  using trainer = new Trainer(await workloads.cars(device));
  const { model, loss, batches, lr, momentum } = await workloads.cars(device);
  const { x, y } = batches[0]!;
  const wanted = fit(model, x, y, { loss, lr, momentum, epochs: 20 }).map((report) => report.loss);
  expect(wanted.map(() => trainer.step())).toEqual(wanted);
});

test.each(['penguins', 'names-rnn', 'names-gru', 'glyph-cnn'] as const)(
  'Trainer lets the loss fall: %s',
  async (name) => {
    using trainer = new Trainer(await workloads[name](createCPU({ threads: 1 })));
    const losses = Array.from({ length: 40 }, () => trainer.step());
    expect(losses.at(-1)).toBeLessThan(losses[0]! - 0.05);
  },
);
