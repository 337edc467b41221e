import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crossEntropy, Linear, Module, type Parameter, Tensor } from '@zero-to-gpt/autograd';
import { array, cpu, type Device, type NDArray, Random, reference, scope } from '@zero-to-gpt/linalg';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  Adagrad,
  Adam,
  AdamW,
  BatchNorm1d,
  clipGradNorm,
  cosineSchedule,
  DataLoader,
  Dropout,
  EarlyStopping,
  EMA,
  type HostTensor,
  LayerNorm,
  Lion,
  type LoaderState,
  Muon,
  mapDataset,
  type Optimizer,
  RandomSampler,
  RMSprop,
  type Schedule,
  SGD,
  schedules,
  TensorDataset,
  upload,
  WeightedRandomSampler,
} from '../src/index.ts';
import { loadCheckpoint, saveCheckpoint } from '../src/node/index.ts';

// A run that is saved, thrown away and loaded again ends with the very bits of one that was left alone.

const [rows, steps] = [17, 12]; // no batch of one: batch norm has no use for it

class Net extends Module {
  readonly first: Linear;
  readonly norm: BatchNorm1d;
  readonly layerNorm: LayerNorm;
  readonly dropout: Dropout;
  readonly last: Linear;

  constructor(random: Random, device: Device) {
    super();
    this.first = new Linear(3, 8, { random, device, bias: false });
    this.norm = new BatchNorm1d(8, { device });
    this.layerNorm = new LayerNorm(8, { device });
    this.dropout = new Dropout(0.3, { random: random.split('dropout') });
    this.last = new Linear(8, 2, { random, device, bias: false });
  }
  override forward(x: Tensor): Tensor {
    return this.last.forward(
      this.dropout.forward(this.layerNorm.forward(this.norm.forward(this.first.forward(x)).relu())),
    );
  }
}

type Named = readonly (readonly [string, Parameter])[];
const optimizers: Record<string, (named: Named) => Optimizer> = {
  SGD: (named) => new SGD(named, { lr: 0.05, momentum: 0.9, dampening: 0.1, weightDecay: 0.01 }),
  nesterov: (named) => new SGD(named, { lr: 0.05, momentum: 0.9, nesterov: true }),
  Adagrad: (named) => new Adagrad(named, { lr: 0.05, lrDecay: 0.1 }),
  RMSprop: (named) => new RMSprop(named, { lr: 0.01, momentum: 0.5, centered: true }),
  Adam: (named) => new Adam(named, { lr: 0.02, amsgrad: true }),
  AdamW: (named) => new AdamW(named, { lr: 0.02, weightDecay: 0.1 }),
  Lion: (named) => new Lion(named, { lr: 0.005 }),
  Muon: (named) =>
    new Muon(
      named.filter(([, { shape }]) => shape.length === 2),
      { lr: 0.02 },
    ),
};
const rates: Record<string, Schedule> = {
  constant: schedules.constant({ lr: 0.02 }),
  step: schedules.step({ lr: 0.02, stepSize: 3 }),
  cosine: cosineSchedule({ lr: 0.02, warmupSteps: 4, steps }),
  oneCycle: schedules.oneCycle({ lr: 0.02, steps }),
  warmupStableDecay: schedules.warmupStableDecay({ lr: 0.02, warmupSteps: 3, decaySteps: 4, steps }),
};

const random = new Random(7);
const dataset = mapDataset(
  new TensorDataset(
    random.normal([rows, 3]),
    array(
      Array.from({ length: rows }, () => random.int(2)),
      { dtype: 'int32' },
    ),
  ),
  // noise that is drawn anew each epoch
  ([x, y], options): [HostTensor, HostTensor] => [
    { shape: x.shape, data: Float32Array.from(x.data, (v) => v + 0.1 * options!.random.next()) },
    y,
  ],
);
const samplers = {
  inOrder: () => ({}),
  shuffled: () => ({ shuffle: true, seed: 3 }),
  dropLast: () => ({ shuffle: true, dropLast: true }),
  replacement: () => ({ sampler: new RandomSampler(rows, { replacement: true, samples: 30 }) }),
  weighted: () => ({
    sampler: new WeightedRandomSampler(
      Array.from({ length: rows }, (_, i) => i),
      { seed: 4 },
    ),
  }),
};

interface Choice {
  readonly optimizer: string;
  readonly rate: string;
  readonly sampler: keyof typeof samplers;
  readonly batchSize: number;
  readonly device: keyof typeof devices;
}
const devices = { cpu, reference };

/** All that a run consists of, made anew as a new process would. */
function makeRun({ optimizer, rate, sampler, batchSize, device }: Choice) {
  const model = new Net(new Random(1), devices[device]);
  return {
    model,
    optimizer: optimizers[optimizer]!([...model.namedParameters()]),
    schedule: rates[rate] ?? null,
    plateau: schedules.reduceOnPlateau({ lr: 0.02, patience: 0, factor: 0.7 }),
    ema: new EMA(model, { decay: 0.9 }),
    stopping: new EarlyStopping({ patience: 100, model }),
    loader: new DataLoader(dataset, { batchSize, endless: true, ...samplers[sampler]() }),
    losses: [] as number[],
  };
}
type Run = ReturnType<typeof makeRun>;

function train(
  { model, optimizer, schedule, plateau, ema, stopping, loader, losses }: Run,
  from: number,
  to: number,
): void {
  if (from === to) return;
  let step = from;
  for (const batch of loader) {
    using _ = scope();
    const [x, y] = upload(batch, { device: model.first.weight.device });
    optimizer.lr = schedule ? schedule(step) : plateau.lr;
    model.zeroGrad(); // Muon has a part of the parameters only
    const loss = crossEntropy(model.forward(new Tensor(x)), y);
    loss.backward();
    clipGradNorm(model.parameters(), { maxNorm: 1 });
    optimizer.step();
    ema.update();
    losses.push(loss.item());
    plateau.step(loss.item());
    stopping.update(loss.item());
    if (++step === to) return;
  }
}

async function save(
  folder: string,
  step: number,
  { model, optimizer, plateau, ema, stopping, loader }: Run,
): Promise<void> {
  await saveCheckpoint(folder, {
    step,
    model: model.stateDict(),
    optimizer: optimizer.stateDict(),
    states: { plateau: plateau.stateDict(), ema: ema.stateDict(), stopping: stopping.stateDict() },
    meta: { loader: { ...loader.state }, dropout: model.dropout.random.state() },
  });
}

async function load(folder: string, run: Run): Promise<void> {
  const { model, optimizer, states, meta } = await loadCheckpoint(folder, { device: run.model.first.weight.device });
  run.model.loadStateDict(model);
  run.optimizer.loadStateDict(optimizer);
  run.plateau.loadStateDict(states.get('plateau')!);
  run.ema.loadStateDict(states.get('ema')!);
  run.stopping.loadStateDict(states.get('stopping')!);
  run.loader.state = meta.loader as unknown as LoaderState;
  run.model.dropout.random = Random.from(meta.dropout as number[]);
}

/** Every bit of a run. */
function bits({ model, optimizer, plateau, ema, stopping, loader }: Run): unknown {
  const all = (state: ReadonlyMap<string, NDArray | number>) =>
    [...state].map(([key, x]) => [key, typeof x === 'number' ? x : Buffer.from(x.toFlat().buffer).toString('hex')]);
  return {
    model: all(model.stateDict()),
    optimizer: all(optimizer.stateDict()),
    states: [plateau, ema, stopping].map((each) => all(each.stateDict())),
    loader: loader.state,
    random: model.dropout.random.state(),
  };
}

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'optim-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(root, 'run-'));

async function check(choice: Choice, at: number): Promise<void> {
  const whole = makeRun(choice);
  train(whole, 0, steps);
  const folder = newFolder();
  const first = makeRun(choice);
  train(first, 0, at);
  await save(folder, at, first);
  const second = makeRun(choice);
  second.model.first.weight.value.fill(9); // what is loaded is what counts
  await load(folder, second);
  train(second, at, steps);
  expect([...first.losses, ...second.losses]).toEqual(whole.losses);
  expect(bits(second)).toEqual(bits(whole));
}

for (const optimizer of Object.keys(optimizers))
  test(`a run with ${optimizer} ends with the same bits, stopped or not`, async () => {
    for (const [rate, sampler] of [
      ['cosine', 'shuffled'],
      ['plateau', 'weighted'],
    ] as const)
      await check({ optimizer, rate, sampler, batchSize: 5, device: 'cpu' }, 5);
  });

test('any optimizer, schedule, loader and device, stopped anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record<Choice>({
        optimizer: fc.constantFrom(...Object.keys(optimizers)),
        rate: fc.constantFrom(...Object.keys(rates), 'plateau'),
        sampler: fc.constantFrom(...(Object.keys(samplers) as (keyof typeof samplers)[])),
        batchSize: fc.constantFrom(3, 5, 7),
        device: fc.constantFrom('cpu', 'reference'),
      }),
      fc.integer({ min: 0, max: steps }),
      check,
    ),
    { numRuns: 25 },
  );
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
