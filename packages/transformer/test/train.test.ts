import { cpu, type Device, NDArray, reference } from '@zero-to-gpt/linalg';
import { forEachDevice } from '@zero-to-gpt/linalg/testing';
import { AdamW, SGD } from '@zero-to-gpt/optim';
import { type Batch, TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import {
  evaluate,
  type GPT,
  type Progress,
  TrainingDiverged,
  type TrainOptions,
  train,
} from '@zero-to-gpt/transformer';
import { describe, expect, test } from 'vitest';
import { countingBatches, tinyGPT } from './tiny-gpt.ts';

type Given = Partial<TrainOptions> & Pick<TrainOptions, 'steps'>;

/** All reports of a run of the tiny GPT. */
async function reports(device: Device, options: Given, model: GPT = tinyGPT(device)): Promise<Progress[]> {
  using optimizer = new AdamW(model.parameters(), { lr: 1e-2 });
  const found: Progress[] = [];
  for await (const progress of train(model, { data: countingBatches(4, [2, 5]), optimizer, ...options }))
    found.push(progress);
  return found;
}

const losses = async (device: Device, options: Given) => (await reports(device, options)).map(({ loss }) => loss);

forEachDevice((makeDevice, name) => {
  describe(`train() on ${name}`, () => {
    test('learns: the loss falls', async () => {
      const found = await losses(makeDevice(), { steps: 30 });
      expect(found[29]).toBeLessThan(found[0]! / 2);
    });

    test('takes the steps of the reference device', async () => {
      const [found, wanted] = [await losses(makeDevice(), { steps: 8 }), await losses(reference, { steps: 8 })];
      for (const [i, loss] of found.entries()) expect(Math.abs(loss - wanted[i]!)).toBeLessThan(1e-4);
    });

    test('reports the mean loss since the last report', async () => {
      const [each, mean] = [
        await losses(makeDevice(), { steps: 5 }),
        await losses(makeDevice(), { steps: 5, reportEvery: 2 }),
      ];
      const wanted = [(each[0]! + each[1]!) / 2, (each[2]! + each[3]!) / 2, each[4]!];
      expect(mean).toHaveLength(3);
      for (const [i, loss] of mean.entries()) expect(Math.abs(loss - wanted[i]!)).toBeLessThan(1e-5);
    });

    test('frees what a step makes', async () => {
      const device = makeDevice() as Device & { stats?(): { bytes: number } };
      const bytes: number[] = [];
      const model = tinyGPT(device);
      using optimizer = new AdamW(model.parameters(), { lr: 1e-3 });
      for await (const _ of train(model, { steps: 8, data: countingBatches(4, [2, 5]), optimizer, gradAccumSteps: 2 }))
        bytes.push(device.stats?.().bytes ?? 0);
      expect(bytes.at(-1)).toBe(bytes[1]);
    });
  });
});

test('train() counts steps from 1 and goes on from startStep to the same total', async () => {
  expect((await reports(cpu, { steps: 3 })).map(({ step }) => step)).toEqual([1, 2, 3]);
  expect((await reports(cpu, { steps: 6, startStep: 3, reportEvery: 2 })).map(({ step }) => step)).toEqual([4, 6]);
  expect(await reports(cpu, { steps: 3, startStep: 3 })).toEqual([]);
});

test('train() sets the learning rate of each step, counted from 0', async () => {
  const found = await reports(cpu, { steps: 3, schedule: (step) => 0.1 / (step + 1) });
  expect(found.map(({ lr }) => lr)).toEqual([0.1, 0.05, 0.1 / 3]);
});

test('train() adds up gradAccumSteps batches to the gradient of one large batch, each token weighing the same', async () => {
  const [a, b] = countingBatches(2, [2, 5]) as [Batch, Batch];
  const half: Batch = { input: b.input.slice(0, 5), target: b.target.slice(0, 5), shape: [1, 5] };
  const join = (x: Int32Array, y: Int32Array) => Int32Array.of(...x, ...y);
  const whole: Batch = { input: join(a.input, half.input), target: join(a.target, half.target), shape: [3, 5] };
  const [parts] = await reports(cpu, { steps: 1, data: [a, half], gradAccumSteps: 2 });
  const [once] = await reports(cpu, { steps: 1, data: [whole] });
  expect(parts!.loss).toBeCloseTo(once!.loss, 5);
  expect(parts!.gradNorm).toBeCloseTo(once!.gradNorm, 5);
});

test('train() clips the gradient to clipNorm; 0 leaves it alone', async () => {
  const moved = async (clipNorm: number) => {
    const model = tinyGPT(cpu);
    const before = model.parameters().map((p) => p.value.toFlat());
    using optimizer = new SGD(model.parameters(), { lr: 1 });
    const found: Progress[] = [];
    for await (const progress of train(model, { steps: 1, data: countingBatches(1, [2, 5]), optimizer, clipNorm }))
      found.push(progress);
    const squares = model
      .parameters()
      .flatMap((p, i) => Array.from(p.value.toFlat(), (x, j) => (x - before[i]![j]!) * (x - before[i]![j]!)));
    return { length: Math.sqrt(squares.reduce((x, y) => x + y)), gradNorm: found[0]!.gradNorm };
  };
  const [clipped, free] = [await moved(0.01), await moved(0)];
  expect(clipped.length).toBeCloseTo(0.01, 4);
  expect(free.length).toBeCloseTo(free.gradNorm, 4);
  expect(clipped.gradNorm).toBe(free.gradNorm); // reported as it was before clipping
});

test('train() calls afterBackward with complete gradients, and waits for it', async () => {
  let seen = 0;
  const afterBackward: TrainOptions['afterBackward'] = async (parameters) => {
    await Promise.resolve();
    expect(parameters.every((p) => p.grad instanceof NDArray)).toBe(true);
    for (const { grad } of parameters) grad!.fill(0);
    seen++;
  };
  const [, last] = await reports(cpu, { steps: 2, afterBackward });
  expect(seen).toBe(2);
  expect(last!.gradNorm).toBe(0);
});

test('train() ends after the running step when the signal is aborted, with a report', async () => {
  const stop = new AbortController();
  const found = await reports(cpu, {
    steps: 100,
    reportEvery: 50,
    signal: stop.signal,
    schedule(step) {
      if (step === 2) stop.abort();
      return 0.01;
    },
  });
  expect(found.map(({ step }) => step)).toEqual([3]);
  expect(await reports(cpu, { steps: 5, signal: AbortSignal.abort() })).toEqual([]);
});

test('train() ends its data when the caller breaks off', async () => {
  let ended = false;
  async function* data(): AsyncGenerator<Batch> {
    try {
      for (;;) yield* countingBatches(1, [2, 5]);
    } finally {
      ended = true;
    }
  }
  const model = tinyGPT(cpu);
  for await (const _ of train(model, {
    steps: 9,
    data: data(),
    optimizer: new AdamW(model.parameters(), { lr: 1e-3 }),
  }))
    break;
  expect(ended).toBe(true);
});

test('train() takes one batch a step from the loader, no more', async () => {
  const loader = tokenLoader(
    new TokenDataset(
      Int32Array.from({ length: 40 }, (_, i) => i % 7),
      { blockSize: 5 },
    ),
    { batchSize: 2 },
  );
  await reports(cpu, { steps: 3, data: loader });
  expect(loader.state).toEqual({ epoch: 0, index: 6 });
});

test('train() stops at a loss that is not finite and says what to try', async () => {
  const model = tinyGPT(cpu);
  const schedule = (step: number) => (step === 2 ? 1e30 : 0.01);
  const run = reports(cpu, { steps: 10, schedule }, model);
  await expect(run).rejects.toThrow(TrainingDiverged);
  await expect(run).rejects.toMatchObject({ after: 3, step: 4 });
  await expect(run).rejects.toThrow('go back to step 3 or before and try a lower lr, more warm-up steps');
});

test('train() names all steps in question where it reports rarely', async () => {
  const run = reports(cpu, { steps: 10, reportEvery: 5, schedule: (step) => (step === 6 ? 1e30 : 0.01) });
  await expect(run).rejects.toThrow('in steps 6 to 10 the loss was');
});

test('train() notices a gradient that is not finite even where the loss is', async () => {
  const afterBackward: TrainOptions['afterBackward'] = (parameters) => void parameters[0]!.grad!.fill(Number.NaN);
  const run = reports(cpu, { steps: 1, afterBackward });
  await expect(run).rejects.toMatchObject({ name: 'TrainingDiverged', after: 0, step: 1, gradNorm: Number.NaN });
});

test('train() trains with dropout, whatever mode the caller leaves the model in', async () => {
  const model = tinyGPT(cpu, { dropout: 0.5 });
  using optimizer = new AdamW(model.parameters(), { lr: 0 });
  const found: number[] = [];
  for await (const { loss } of train(model, { steps: 3, data: countingBatches(1, [2, 5]), optimizer })) {
    model.eval();
    found.push(loss);
  }
  expect(new Set(found).size).toBe(3);
});

test('train() lets the caller evaluate between steps without changing the run', async () => {
  const run = async (busy: boolean) => {
    const model = tinyGPT(cpu, { dropout: 0.2 });
    using optimizer = new AdamW(model.parameters(), { lr: 1e-2 });
    const found: number[] = [];
    for await (const { loss } of train(model, { steps: 4, data: countingBatches(4, [2, 5]), optimizer })) {
      found.push(loss);
      if (busy) await evaluate(model, countingBatches(2, [3, 4]));
    }
    return found;
  };
  expect(await run(true)).toEqual(await run(false));
});

test('train() tells options out of range', async () => {
  await expect(reports(cpu, { steps: -1 })).rejects.toThrow('steps is -1, wanted a whole number, at least 0');
  await expect(reports(cpu, { steps: 1, reportEvery: 0 })).rejects.toThrow('reportEvery is 0');
  await expect(reports(cpu, { steps: 1, gradAccumSteps: 1.5 })).rejects.toThrow('gradAccumSteps is 1.5');
  await expect(reports(cpu, { steps: 1, clipNorm: Number.NaN })).rejects.toThrow('clipNorm is NaN');
});

test('train() tells data without a batch', async () => {
  await expect(reports(cpu, { steps: 1, data: [] })).rejects.toThrow('the data gave no batch');
  function* once() {
    yield* countingBatches(2, [2, 5]);
  }
  await expect(reports(cpu, { steps: 3, data: once() })).rejects.toThrow('can be gone through only once');
});

test('train() measures tokens per second of its own time only', async () => {
  const model = tinyGPT(cpu);
  const start = performance.now();
  const [report] = await reports(cpu, { steps: 1 }, model);
  expect(report!.tokensPerSecond).toBeGreaterThan(10 / ((performance.now() - start) / 1000));
});
