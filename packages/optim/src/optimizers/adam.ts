import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { AdamGroups } from './adam-groups.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `Adam`. */
export interface AdamOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of gradients, and of their squares. */
  betas: readonly [beta1: number, beta2: number];
  /** Added to the root of the mean square. */
  eps: number;
  /** Adds weightDecay · parameter to the gradient, where Adam scales it with the rest; `AdamW` does not. */
  weightDecay: number;
  /** Divides by the largest mean square so far (Reddi, Kale & Kumar 2018). */
  amsgrad: boolean;
}

/**
 * Each element steps by lr · m̂ / (√v̂ + eps), where m and v are running means of the gradient and its square, and the hats
 * correct for their start at 0: m̂ = m / (1 − β₁ᵗ), v̂ = v / (1 − β₂ᵗ). As PyTorch's `optim.Adam`.
 * Source: Kingma & Ba 2015, algorithm 1.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { Adam } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2, -3]));
 * const optimizer = new Adam([x], { lr: 0.5 });
 * x.mul(x).sum().backward();
 * optimizer.step(); // the first step has the length lr everywhere
 * x.value.toArray(); // → [1.5, -2.5]
 * ```
 */
export class Adam implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<AdamOptions>[];
  readonly #adam: AdamGroups;

  /** Defaults: lr 1e-3, betas [0.9, 0.999], eps 1e-8, weightDecay 0, amsgrad false. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<AdamOptions>, options: Partial<AdamOptions> = {}) {
    const { lr = 1e-3, betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0, amsgrad = false } = known(options);
    this.lr = lr;
    this.groups = toGroups(parameters, known);
    this.#adam = new AdamGroups(this.groups, { lr, betas, eps, weightDecay, amsgrad }, 'gradient');
  }

  /** Changes every parameter that has a gradient. @throws RangeError where lr is no number of at least 0 */
  step(): void {
    this.#adam.step(this.lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    this.#adam.memory.zeroGrad();
  }

  /** As `AdamW`'s. */
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

function known(options: Partial<AdamOptions>): Partial<AdamOptions> {
  return checkOptions('Adam', options, ['lr', 'betas', 'eps', 'weightDecay', 'amsgrad']);
}
