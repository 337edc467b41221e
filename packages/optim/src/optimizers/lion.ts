import { checkOptions, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { runningMean } from '../layers/running-mean.ts';
import { checkOption, rateOf } from './check-option.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `Lion`. */
export interface LionOptions {
  /** Learning rate; every element moves by exactly this, so take a third to a tenth of AdamW's. */
  lr: number;
  /** Share of the running mean in the direction, and decay of the running mean. */
  betas: readonly [beta1: number, beta2: number];
  /** A parameter shrinks by the factor 1 − lr · weightDecay at each step; take three to ten times AdamW's. */
  weightDecay: number;
}

interface Entry extends OptimizerEntry {
  readonly options: Omit<LionOptions, 'lr'>;
  readonly m: NDArray;
}

/**
 * Moves every element by lr, in the direction of a sign: p = p · (1 − lr · weightDecay) − lr · sign(β₁ · m + (1 − β₁) · g), then
 * m = β₂ · m + (1 − β₂) · g. Half the memory of Adam. Source: Chen et al. 2023, algorithm 2.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { Lion } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2, -3, 0]));
 * const optimizer = new Lion([x], { lr: 0.25 });
 * x.mul(x).sum().backward();
 * optimizer.step();
 * x.value.toArray(); // → [1.75, -2.75, 0]
 * ```
 */
export class Lion implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<LionOptions>[];
  readonly #memory: OptimizerMemory<Entry>;

  /** Defaults: lr 1e-4, betas [0.9, 0.99], weightDecay 0. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<LionOptions>, options: Partial<LionOptions> = {}) {
    this.groups = toGroups(parameters, known);
    this.lr = known(options).lr ?? 1e-4;
    const entries = this.groups.flatMap((group) => {
      const own = group.options;
      const { betas = [0.9, 0.99], weightDecay = 0 } = { ...options, ...own };
      rateOf(own, this.lr);
      checkOption('betas[0]', betas[0], 1);
      checkOption('betas[1]', betas[1], 1);
      checkOption('weightDecay', weightDecay);
      return group.parameters.map((parameter, i) => {
        return { name: group.names[i]!, parameter, options: { betas, weightDecay }, own, m: zerosFor(parameter) };
      });
    });
    this.#memory = new OptimizerMemory<Entry>(entries, ({ m }) => ({ m }));
  }

  /** Changes every parameter that has a gradient. @throws RangeError where lr is no number of at least 0 */
  step(): void {
    for (const [entry, lr] of this.#memory.active(this.lr)) update(entry, lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    this.#memory.zeroGrad();
  }

  /** For each parameter `NAME.m`. */
  stateDict(): OptimizerState {
    return this.#memory.stateDict();
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    this.#memory.loadStateDict(state);
  }

  /** Frees the running means. */
  [Symbol.dispose](): void {
    this.#memory[Symbol.dispose]();
  }
}

function update({ parameter, options, m }: Entry, lr: number): void {
  const [beta1, beta2] = options.betas;
  const { value: p, grad } = parameter;
  const { device } = p;
  using t = emptyLike(p);
  device.binary('mul', m, beta1 / (1 - beta1), t); // (β₁·m + (1 − β₁)·g) / (1 − β₁) has the same sign
  device.binary('add', t, grad!, t); // only parameters with a gradient come here
  device.unary('sign', t, t);
  device.binary('mul', t, lr, t);
  if (options.weightDecay > 0) device.binary('mul', p, 1 - lr * options.weightDecay, p);
  device.binary('sub', p, t, p);
  runningMean(m, grad!, beta2, t);
}

function known(options: Partial<LionOptions>): Partial<LionOptions> {
  return checkOptions('Lion', options, ['lr', 'betas', 'weightDecay']);
}
