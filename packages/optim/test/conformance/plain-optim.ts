// The documented subset of optim in one file, the way a learner would write it: slow, and plain.

import { applyOne, Module, Parameter, type Tensor } from '@zero-to-gpt/autograd';
import {
  type ArrayOptions,
  array,
  defaultRandom,
  type NDArray,
  ones,
  Random,
  unscoped,
  zeros,
  zerosLike,
} from '@zero-to-gpt/linalg';

interface Group<Options> {
  readonly parameters: readonly Parameter[];
  readonly options?: Partial<Options>;
}
type Parameters<Options> = readonly Parameter[] | readonly Group<Options>[];

/** What both optimizers share: a list of parameters, each with its options and a memory. */
abstract class Optimizer<Options extends { lr: number }> {
  lr: number;
  readonly entries: { parameter: Parameter; options: Partial<Options>; memory: NDArray[]; steps: number }[];

  constructor(parameters: Parameters<Options>, options: Options, arrays: number) {
    this.lr = options.lr;
    const groups = parameters.map((each) => ('parameters' in each ? each : { parameters: [each], options: {} }));
    this.entries = groups.flatMap((group) =>
      group.parameters.map((parameter) => ({
        parameter,
        options: { ...options, lr: undefined, ...group.options },
        memory: unscoped(() => Array.from({ length: arrays }, () => zerosLike(parameter.value))),
        steps: 0,
      })),
    );
  }
  abstract step(): void;
  zeroGrad(): void {
    for (const { parameter } of this.entries) parameter.zeroGrad();
  }
  [Symbol.dispose](): void {
    for (const array of this.entries.flatMap(({ memory }) => memory)) array.dispose();
  }
}

interface SGDOptions {
  lr: number;
  momentum: number;
  weightDecay: number;
}

export class SGD extends Optimizer<SGDOptions> {
  constructor(parameters: Parameters<SGDOptions>, options: Partial<SGDOptions> = {}) {
    super(parameters, { lr: 1e-3, momentum: 0, weightDecay: 0, ...options }, 1);
  }
  override step(): void {
    for (const { parameter, options, memory } of this.entries) {
      const { value, grad } = parameter;
      if (!grad) continue;
      const { lr = this.lr, momentum = 0, weightDecay = 0 } = options;
      const velocity = memory[0]!;
      const slope = grad.add(value.mul(weightDecay));
      velocity.assign(velocity.mul(momentum).add(slope));
      value.assign(value.sub(velocity.mul(lr)));
    }
  }
}

interface AdamWOptions {
  lr: number;
  betas: readonly [number, number];
  eps: number;
  weightDecay: number;
}

export class AdamW extends Optimizer<AdamWOptions> {
  constructor(parameters: Parameters<AdamWOptions>, options: Partial<AdamWOptions> = {}) {
    super(parameters, { lr: 1e-3, betas: [0.9, 0.999], eps: 1e-8, weightDecay: 0.01, ...options }, 2);
  }
  override step(): void {
    for (const entry of this.entries) {
      const { value, grad } = entry.parameter;
      if (!grad) continue;
      const { lr = this.lr, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0 } = entry.options;
      const [m, v] = entry.memory as [NDArray, NDArray];
      entry.steps++;
      m.assign(m.mul(betas[0]).add(grad.mul(1 - betas[0])));
      v.assign(v.mul(betas[1]).add(grad.mul(grad).mul(1 - betas[1])));
      const mean = m.div(1 - betas[0] ** entry.steps);
      const square = v.div(1 - betas[1] ** entry.steps);
      const shrunk = value.mul(1 - lr * weightDecay);
      value.assign(shrunk.sub(mean.div(square.sqrt().add(eps)).mul(lr)));
    }
  }
}

export function cosineSchedule({
  lr,
  minLr = 0,
  warmupSteps = 0,
  steps,
}: {
  lr: number;
  minLr?: number;
  warmupSteps?: number;
  steps: number;
}): (step: number) => number {
  if (warmupSteps >= steps) throw new RangeError(`Cannot fall: a warm-up of ${warmupSteps} leaves nothing of ${steps}`);
  return (step) => {
    if (step < warmupSteps) return (lr * (step + 1)) / (warmupSteps + 1);
    const done = Math.min(1, (step - warmupSteps) / (steps - warmupSteps));
    return minLr + 0.5 * (1 + Math.cos(Math.PI * done)) * (lr - minLr);
  };
}

export function clipGradNorm(parameters: Iterable<Parameter>, { maxNorm = 1 }: { maxNorm?: number } = {}): NDArray {
  const grads = [...parameters].map(({ grad }) => grad).filter((grad) => grad !== null);
  const norm = Math.sqrt(grads.reduce((sum, grad) => sum + grad.mul(grad).sum().item(), 0));
  const factor = Math.min(1, maxNorm / (norm + 1e-6));
  for (const grad of grads) grad.assign(grad.mul(factor));
  return array(norm);
}

export function decayGroups(
  module: Pick<Module, 'namedParameters'>,
  { weightDecay }: { weightDecay: number },
): Group<AdamWOptions>[] {
  const all = [...module.namedParameters()].map(([, parameter]) => parameter);
  return [
    { parameters: all.filter(({ shape }) => shape.length >= 2), options: { weightDecay } },
    { parameters: all.filter(({ shape }) => shape.length < 2), options: { weightDecay: 0 } },
  ];
}

export class Dropout extends Module {
  readonly p: number;
  random: Random;
  constructor(p: number, { random = defaultRandom() }: { random?: Random } = {}) {
    super();
    if (!(p >= 0 && p <= 1)) throw new RangeError(`Cannot drop with probability ${p}`);
    this.p = p;
    this.random = random;
  }
  override forward(x: Tensor): Tensor {
    if (!this.training || this.p === 0) return x;
    const draws = new Random(this.random.int(4294967296)).uniform(x.shape, { device: x.device });
    const factor = draws
      .greaterEqual(this.p)
      .astype(x.dtype)
      .mul(this.p < 1 ? 1 / (1 - this.p) : 0);
    return applyOne((a) => ({ values: [a.mul(factor)], saved: [factor], backward: ([dy]) => [dy!.mul(factor)] }), x);
  }
}

export class LayerNorm extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  readonly eps: number;
  constructor(
    features: number,
    { eps = 1e-5, bias = true, ...options }: ArrayOptions & { eps?: number; bias?: boolean } = {},
  ) {
    super();
    this.eps = eps;
    this.weight = new Parameter(ones([features], options));
    this.bias = bias ? new Parameter(zeros([features], options)) : null;
  }
  override forward(x: Tensor): Tensor {
    if (x.shape.at(-1) !== this.weight.size) throw new RangeError(`Cannot normalise [${x.shape}]`);
    const row = { axis: -1, keepdims: true };
    const normal = applyOne((a) => {
      const centred = a.sub(a.mean(row));
      const deviation = centred.mul(centred).mean(row).add(this.eps).sqrt();
      const y = centred.div(deviation);
      return {
        values: [y],
        saved: [y, deviation],
        backward: ([dy]) => [
          dy!
            .sub(dy!.mean(row))
            .sub(y.mul(dy!.mul(y).mean(row)))
            .div(deviation),
        ],
      };
    }, x);
    const scaled = normal.mul(this.weight);
    return this.bias ? scaled.add(this.bias) : scaled;
  }
}

interface Sampler {
  readonly length: number;
  indices(epoch: number, start?: number): Iterable<number>;
}

export class SequentialSampler implements Sampler {
  readonly length: number;
  constructor(length: number) {
    this.length = length;
  }
  indices(_: number, start = 0): number[] {
    return Array.from({ length: this.length - start }, (_, i) => start + i);
  }
}

export class RandomSampler implements Sampler {
  readonly length: number;
  readonly seed: number;
  readonly replacement: boolean;
  constructor(length: number, { seed = 0, replacement = false }: { seed?: number; replacement?: boolean } = {}) {
    this.length = length;
    this.seed = seed;
    this.replacement = replacement;
  }
  *indices(epoch: number, start = 0): Generator<number> {
    const random = new Random(this.seed).split(epoch);
    if (this.replacement)
      for (let i = 0; i < this.length; i++) {
        const draw = random.int(this.length);
        if (i >= start) yield draw;
      }
    else yield* random.permutation(this.length).subarray(start);
  }
}

interface LoaderOptions<Item, Batch> {
  batchSize: number;
  collate: (items: Item[]) => Batch;
  sampler?: Sampler;
  dropLast?: boolean;
  endless?: boolean;
}

export class DataLoader<Item, Batch> {
  state: { readonly epoch: number; readonly index: number } = { epoch: 0, index: 0 };
  readonly length: number;
  readonly dataset: { readonly length: number; get(index: number): Item };
  readonly options: LoaderOptions<Item, Batch> & { sampler: Sampler };
  constructor(dataset: { readonly length: number; get(index: number): Item }, options: LoaderOptions<Item, Batch>) {
    const { batchSize, sampler = new SequentialSampler(dataset.length), dropLast = false } = options;
    if (!(batchSize >= 1)) throw new RangeError(`Cannot load batches of ${batchSize}`);
    this.dataset = dataset;
    this.options = { ...options, sampler };
    this.length = (dropLast ? Math.floor : Math.ceil)(sampler.length / batchSize);
  }
  *[Symbol.iterator](): Generator<Batch, void> {
    const { batchSize, collate, sampler, endless = false } = this.options;
    do {
      const { epoch, index } = this.state;
      const order = sampler.indices(epoch, index)[Symbol.iterator]();
      for (let at = index; at < this.length * batchSize; at += batchSize) {
        const items: Item[] = [];
        while (items.length < batchSize) {
          const next = order.next();
          if (next.done) break;
          items.push(this.dataset.get(next.value));
        }
        const end = at + batchSize;
        this.state = end >= this.length * batchSize ? { epoch: epoch + 1, index: 0 } : { epoch, index: end };
        yield collate(items);
      }
    } while (endless);
  }
  async *[Symbol.asyncIterator](): AsyncGenerator<Batch, void> {
    yield* this[Symbol.iterator]();
  }
}
