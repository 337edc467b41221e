import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { AdamGroups } from './adam-groups.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `AdamW`. */
export interface AdamWOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of gradients, and of their squares. */
  betas: readonly [beta1: number, beta2: number];
  /** Added to the root of the mean square. */
  eps: number;
  /** A parameter shrinks by the factor 1 − lr · weightDecay at each step. */
  weightDecay: number;
  /** Divides by the largest mean square so far (Reddi, Kale & Kumar 2018). */
  amsgrad: boolean;
}

/**
 * Adam with decoupled weight decay (Loshchilov & Hutter 2019, algorithm 2), as PyTorch's `optim.AdamW`: the step is
 * lr · m̂ / (√v̂ + eps), where m and v are running means of the gradient and its square, corrected for their start at 0.
 * All parameters of a group take one kernel where the device has it.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { AdamW } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2, -3]));
 * const optimizer = new AdamW([x], { lr: 0.5, weightDecay: 0 });
 * x.mul(x).sum().backward();
 * optimizer.step(); // the first step of Adam has the length lr everywhere
 * x.value.toArray(); // → [1.5, -2.5]
 * ```
 */
export class AdamW implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<AdamWOptions>[];
  readonly #adam: AdamGroups;

  /**
   * Defaults, as PyTorch's: lr 1e-3, betas [0.9, 0.999], eps 1e-8, weightDecay 0.01, amsgrad false.
   * @throws RangeError for options that cannot work
   */
  constructor(parameters: OptimizerParameters<AdamWOptions>, options: Partial<AdamWOptions> = {}) {
    const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0.01, amsgrad = false } = known(options);
    this.lr = lr;
    this.groups = toGroups(parameters, known);
    this.#adam = new AdamGroups(this.groups, { lr, betas, eps, weightDecay, amsgrad }, 'parameter');
  }

  /** Changes every parameter that has a gradient. @throws RangeError where lr is no number of at least 0 */
  step(): void {
    this.#adam.step(this.lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    this.#adam.memory.zeroGrad();
  }

  /**
   * For each parameter `NAME.m`, `NAME.v` (with amsgrad `NAME.maxV`), and the numbers `NAME.step`, `NAME.beta1Power`,
   * `NAME.beta2Power`.
   */
  stateDict(): OptimizerState {
    return this.#adam.memory.stateDict();
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    this.#adam.memory.loadStateDict(state);
  }

  /** Frees the running means. */
  [Symbol.dispose](): void {
    this.#adam.memory[Symbol.dispose]();
  }
}

function known(options: Partial<AdamWOptions>): Partial<AdamWOptions> {
  return checkOptions('AdamW', options, ['lr', 'betas', 'eps', 'weightDecay', 'amsgrad']);
}
