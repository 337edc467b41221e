import { checkOptions, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { checkOption, rateOf } from './check-option.ts';
import { decayedGradient } from './decayed-gradient.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { countOf, type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `Adagrad`. */
export interface AdagradOptions {
  /** Learning rate. */
  lr: number;
  /** Step t, counted from 0, has the rate lr / (1 + t · lrDecay). */
  lrDecay: number;
  /** Adds weightDecay · parameter to the gradient. */
  weightDecay: number;
  /** What the sums of squares start at. */
  initialAccumulatorValue: number;
  /** Added to the root of the sum. */
  eps: number;
}

interface Entry extends OptimizerEntry {
  readonly options: Omit<AdagradOptions, 'lr'>;
  /** Sum of the squares of all gradients so far. */
  readonly sum: NDArray;
  step: number;
}

/**
 * Divides each element's step by the root of the sum of its squared gradients: p −= lr · g / (√Σg² + eps). Elements that
 * seldom have a gradient keep long steps; all steps shrink for good. As PyTorch's `optim.Adagrad`.
 * Source: Duchi, Hazan & Singer 2011.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { Adagrad } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2, -3]));
 * const optimizer = new Adagrad([x], { lr: 0.5 });
 * x.mul(x).sum().backward();
 * optimizer.step(); // the first step has the length lr everywhere
 * x.value.toArray(); // → [1.5, -2.5]
 * ```
 */
export class Adagrad implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<AdagradOptions>[];
  readonly #memory: OptimizerMemory<Entry>;

  /** Defaults: lr 0.01, lrDecay 0, weightDecay 0, initialAccumulatorValue 0, eps 1e-10. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<AdagradOptions>, options: Partial<AdagradOptions> = {}) {
    this.groups = toGroups(parameters, known);
    this.lr = known(options).lr ?? 0.01;
    const entries = this.groups.flatMap((group) => {
      const own = group.options;
      const { lrDecay = 0, weightDecay = 0, initialAccumulatorValue = 0, eps = 1e-10 } = { ...options, ...own };
      rateOf(own, this.lr);
      const settings = { lrDecay, weightDecay, initialAccumulatorValue, eps };
      for (const [name, value] of Object.entries(settings)) checkOption(name, value);
      return group.parameters.map((parameter, i) => {
        const sum = zerosFor(parameter).fill(initialAccumulatorValue);
        return { name: group.names[i]!, parameter, options: settings, own, sum, step: 0 };
      });
    });
    this.#memory = new OptimizerMemory<Entry>(entries, (entry) => ({ sum: entry.sum, step: countOf(entry, 'step') }));
  }

  /** Changes every parameter that has a gradient. @throws RangeError where lr is no number of at least 0 */
  step(): void {
    for (const [entry, lr] of this.#memory.active(this.lr)) update(entry, lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    this.#memory.zeroGrad();
  }

  /** For each parameter `NAME.sum` and the number `NAME.step`. */
  stateDict(): OptimizerState {
    return this.#memory.stateDict();
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    this.#memory.loadStateDict(state);
  }

  /** Frees the sums. */
  [Symbol.dispose](): void {
    this.#memory[Symbol.dispose]();
  }
}

function update(entry: Entry, lr: number): void {
  const { parameter, options, sum } = entry;
  const { value: p, grad } = parameter;
  const { device } = p;
  using own = options.weightDecay > 0 ? emptyLike(p) : null;
  using t = emptyLike(p);
  const g = decayedGradient(p, grad!, options.weightDecay, own ?? t); // only parameters with a gradient come here
  device.binary('mul', g, g, t); // sum += g²
  device.binary('add', sum, t, sum);
  device.unary('sqrt', sum, t); // t = lr · g / (√sum + eps)
  device.binary('add', t, options.eps, t);
  device.binary('div', g, t, t);
  device.binary('mul', t, lr / (1 + entry.step * options.lrDecay), t);
  device.binary('sub', p, t, p);
  entry.step += 1;
}

function known(options: Partial<AdagradOptions>): Partial<AdagradOptions> {
  return checkOptions('Adagrad', options, ['lr', 'lrDecay', 'weightDecay', 'initialAccumulatorValue', 'eps']);
}
