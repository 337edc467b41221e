import { checkOptions, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { runningMean } from '../layers/running-mean.ts';
import { checkOption, rateOf } from './check-option.ts';
import { newtonSchulz } from './newton-schulz.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `Muon`. */
export interface MuonOptions {
  /** Learning rate. */
  lr: number;
  /** A parameter shrinks by the factor 1 − lr · weightDecay at each step. */
  weightDecay: number;
  /** Decay of the running mean of gradients. */
  momentum: number;
  /** Looks one step of the running mean ahead. */
  nesterov: boolean;
  /** Iterations of Newton and Schulz. */
  nsSteps: number;
  /** Added to the norm that a matrix is divided by before them. */
  eps: number;
  /**
   * Factor on lr for a matrix (M, N): `original` is √max(1, M / N), `matchRmsAdamw` 0.2 · √max(M, N), which gives steps
   * about as long as AdamW's, so that its lr and weightDecay serve.
   */
  adjustLr: 'original' | 'matchRmsAdamw';
}

interface Entry extends OptimizerEntry {
  readonly options: Omit<MuonOptions, 'lr'>;
  readonly m: NDArray;
}

const adjustments = {
  original: (M: number, N: number) => Math.sqrt(Math.max(1, M / N)),
  matchRmsAdamw: (M: number, N: number) => 0.2 * Math.sqrt(Math.max(M, N)),
} satisfies Record<MuonOptions['adjustLr'], (M: number, N: number) => number>;

/**
 * Momentum whose direction is made orthogonal, for the weight matrices of hidden layers: all singular values of a step are
 * about equal, so that no few directions swallow it. Give embeddings, the output layer, biases and norms to AdamW.
 * As PyTorch's `optim.Muon`, but in the parameter's own precision where that works in bfloat16. Source: Jordan et al. 2024;
 * matchRmsAdamw: Liu et al. 2025.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array, zeros } from '@zero-to-gpt/linalg';
 * import { Muon } from '@zero-to-gpt/optim';
 *
 * const w = new Parameter(zeros([2, 2]));
 * const optimizer = new Muon([w], { lr: 1 });
 * w.grad = array([[0, 1000], [1, 0]]); // the large element does not drown the small one
 * optimizer.step();
 * w.value.mul(-1).greater(0.05).toArray(); // → [[0, 1], [1, 0]]
 * ```
 */
export class Muon implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<MuonOptions>[];
  readonly #memory: OptimizerMemory<Entry>;

  /**
   * Defaults: lr 1e-3, weightDecay 0.1, momentum 0.95, nesterov true, nsSteps 5, eps 1e-7, adjustLr `original`.
   * @throws RangeError for options that cannot work, and for a parameter that is no matrix
   */
  constructor(parameters: OptimizerParameters<MuonOptions>, options: Partial<MuonOptions> = {}) {
    this.groups = toGroups(parameters, known);
    this.lr = known(options).lr ?? 1e-3;
    const entries = this.groups.flatMap((group) => {
      const own = group.options;
      const settings = settingsOf({ ...options, ...own });
      rateOf(own, this.lr);
      return group.parameters.map((parameter, i) => {
        const name = group.names[i]!;
        if (parameter.ndim !== 2)
          throw new RangeError(
            `Cannot optimize ${name} of shape [${parameter.shape}] with Muon: it takes matrices, give the others to AdamW`,
          );
        return { name, parameter, options: settings, own };
      });
    });
    const all: Entry[] = entries.map((entry) => ({ ...entry, m: zerosFor(entry.parameter) }));
    this.#memory = new OptimizerMemory(all, ({ m }) => ({ m }));
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

function settingsOf(options: Partial<MuonOptions>): Omit<MuonOptions, 'lr'> {
  const { weightDecay = 0.1, momentum = 0.95, nesterov = true } = options;
  const { nsSteps = 5, eps = 1e-7, adjustLr = 'original' } = options;
  checkOption('weightDecay', weightDecay);
  checkOption('momentum', momentum, 1);
  checkOption('eps', eps);
  if (!Number.isSafeInteger(nsSteps) || nsSteps < 1)
    throw new RangeError(`Cannot optimize with nsSteps ${nsSteps}: expected a whole number, at least 1`);
  if (!Object.hasOwn(adjustments, adjustLr))
    throw new RangeError(
      `Cannot optimize with adjustLr ${adjustLr}: expected one of ${Object.keys(adjustments).join(', ')}`,
    );
  return { weightDecay, momentum, nesterov, nsSteps, eps, adjustLr };
}

function update({ parameter, options, m }: Entry, lr: number): void {
  const { weightDecay, momentum, nesterov, nsSteps, eps, adjustLr } = options;
  const { value: p, grad } = parameter;
  const { device } = p;
  const [M, N] = p.shape as readonly [number, number]; // the constructor takes matrices only
  using t = emptyLike(p);
  runningMean(m, grad!, momentum, t); // only parameters with a gradient come here; t = (1 − momentum)·g
  if (nesterov) {
    using ahead = emptyLike(p);
    device.binary('mul', m, momentum, ahead);
    device.binary('add', t, ahead, t);
  }
  using direction = newtonSchulz(nesterov ? t : m, { steps: nsSteps, eps });
  device.binary('mul', direction, lr * adjustments[adjustLr](M, N), t);
  if (weightDecay > 0) device.binary('mul', p, 1 - lr * weightDecay, p);
  device.binary('sub', p, t, p);
}

function known(options: Partial<MuonOptions>): Partial<MuonOptions> {
  return checkOptions('Muon', options, ['lr', 'weightDecay', 'momentum', 'nesterov', 'nsSteps', 'eps', 'adjustLr']);
}
