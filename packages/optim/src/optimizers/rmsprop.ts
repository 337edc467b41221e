import { checkOptions, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { runningMean } from '../layers/running-mean.ts';
import { checkOption, rateOf } from './check-option.ts';
import { decayedGradient } from './decayed-gradient.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `RMSprop`. */
export interface RMSpropOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of squares. */
  alpha: number;
  /** Added to the root of the mean square. */
  eps: number;
  /** Adds weightDecay · parameter to the gradient. */
  weightDecay: number;
  /** How much of the last step's velocity remains; 0 keeps none. */
  momentum: number;
  /** Divides by the deviation of the gradients instead of the root of their mean square. */
  centered: boolean;
}

interface Entry extends OptimizerEntry {
  readonly options: Omit<RMSpropOptions, 'lr'>;
  readonly squareMean: NDArray;
  /** Where centered. */
  readonly gradMean: NDArray | null;
  /** Where momentum is above 0. */
  readonly velocity: NDArray | null;
}

/**
 * Divides each element's step by the root of a running mean of its squared gradients: s = alpha · s + (1 − alpha) · g²,
 * p −= lr · g / (√s + eps); Adagrad that forgets. As PyTorch's `optim.RMSprop`. Source: Tieleman & Hinton 2012, lecture 6.5;
 * centered: Graves 2013.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { RMSprop } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2, -4]));
 * const optimizer = new RMSprop([x], { lr: 0.25, alpha: 0.75 });
 * x.mul(x).sum().backward();
 * optimizer.step(); // √((1 − alpha) g²) is half of |g|: the first step is twice lr
 * x.value.toArray(); // → [1.5, -3.5]
 * ```
 */
export class RMSprop implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<RMSpropOptions>[];
  readonly #memory: OptimizerMemory<Entry>;

  /** Defaults: lr 0.01, alpha 0.99, eps 1e-8, weightDecay 0, momentum 0, centered false. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<RMSpropOptions>, options: Partial<RMSpropOptions> = {}) {
    this.groups = toGroups(parameters, known);
    this.lr = known(options).lr ?? 0.01;
    const entries = this.groups.flatMap((group) => {
      const own = group.options;
      const all = { ...options, ...own };
      const { alpha = 0.99, eps = 1e-8, weightDecay = 0, momentum = 0, centered = false } = all;
      rateOf(own, this.lr);
      checkOption('alpha', alpha, 1);
      for (const [name, value] of Object.entries({ eps, weightDecay, momentum })) checkOption(name, value);
      const settings = { alpha, eps, weightDecay, momentum, centered };
      return group.parameters.map((parameter, i) => {
        const gradMean = centered ? zerosFor(parameter) : null;
        const velocity = momentum > 0 ? zerosFor(parameter) : null;
        const squareMean = zerosFor(parameter);
        return { name: group.names[i]!, parameter, options: settings, own, squareMean, gradMean, velocity };
      });
    });
    this.#memory = new OptimizerMemory<Entry>(entries, ({ squareMean, gradMean, velocity }) => ({
      squareMean,
      gradMean,
      velocity,
    }));
  }

  /** Changes every parameter that has a gradient. @throws RangeError where lr is no number of at least 0 */
  step(): void {
    for (const [entry, lr] of this.#memory.active(this.lr)) update(entry, lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    this.#memory.zeroGrad();
  }

  /** For each parameter `NAME.squareMean`; `NAME.gradMean` where centered, `NAME.velocity` where momentum is above 0. */
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

function update({ parameter, options, squareMean, gradMean, velocity }: Entry, lr: number): void {
  const { alpha, eps, weightDecay, momentum } = options;
  const { value: p, grad } = parameter;
  const { device } = p;
  using own = weightDecay > 0 ? emptyLike(p) : null;
  using t = emptyLike(p);
  const g = decayedGradient(p, grad!, weightDecay, own ?? t); // only parameters with a gradient come here
  device.binary('mul', g, g, t);
  runningMean(squareMean, t, alpha, t);
  if (gradMean) {
    runningMean(gradMean, g, alpha, t);
    device.binary('mul', gradMean, gradMean, t); // variance = mean square − square of the mean
    device.binary('sub', squareMean, t, t);
    device.binary('maximum', t, 0, t); // rounding may leave it just below 0
    device.unary('sqrt', t, t);
  } else device.unary('sqrt', squareMean, t);
  device.binary('add', t, eps, t);
  device.binary('div', g, t, t);
  if (velocity) {
    device.binary('mul', velocity, momentum, velocity);
    device.binary('add', velocity, t, velocity);
  }
  device.binary('mul', velocity ?? t, lr, t);
  device.binary('sub', p, t, p);
}

function known(options: Partial<RMSpropOptions>): Partial<RMSpropOptions> {
  return checkOptions('RMSprop', options, ['lr', 'alpha', 'eps', 'weightDecay', 'momentum', 'centered']);
}
