import type { Parameter } from '@zero-to-gpt/autograd';
import { type AdamWStep, type NDArray, unscoped, zerosLike } from '@zero-to-gpt/linalg';
import { adamwStep } from './adamw-step.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { loadState, type StateNumber } from './optimizer-state.ts';
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
}

/** A parameter and its state. The powers βᵗ are kept as running products: t, and they, count this parameter's own steps. */
interface Entry {
  readonly name: string;
  readonly parameter: Parameter;
  readonly m: NDArray;
  readonly v: NDArray;
  step: number;
  beta1Power: number;
  beta2Power: number;
}

interface Group {
  readonly options: Omit<AdamWOptions, 'lr'>;
  /** The group's options as given, where `lr` may be set. */
  readonly own: Partial<AdamWOptions>;
  readonly entries: readonly Entry[];
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
  readonly #groups: readonly Group[];

  /** Defaults, as PyTorch's: lr 1e-3, betas [0.9, 0.999], eps 1e-8, weightDecay 0.01. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<AdamWOptions>, options: Partial<AdamWOptions> = {}) {
    this.groups = toGroups(parameters);
    this.lr = options.lr ?? 1e-3;
    this.#groups = this.groups.map((group) => {
      const { betas = [0.9, 0.999], eps = 1e-8, weightDecay = 0.01 } = { ...options, ...group.options };
      check('lr', group.options.lr ?? this.lr);
      check('betas[0]', betas[0], 1);
      check('betas[1]', betas[1], 1);
      check('eps', eps);
      check('weightDecay', weightDecay);
      const entries = group.parameters.map((parameter, i) => ({
        name: group.names[i]!,
        parameter,
        m: unscoped(() => zerosLike(parameter.value)),
        v: unscoped(() => zerosLike(parameter.value)),
        step: 0,
        beta1Power: 1,
        beta2Power: 1,
      }));
      return { options: { betas, eps, weightDecay }, own: group.options, entries };
    });
  }

  /** Changes every parameter that has a gradient. */
  step(): void {
    for (const { options, own, entries } of this.#groups) {
      const [beta1, beta2] = options.betas;
      const lr = own.lr ?? this.lr;
      const { eps, weightDecay } = options;
      const active = entries.filter(({ parameter }) => parameter.grad);
      for (const entry of active) {
        entry.step += 1;
        entry.beta1Power *= beta1;
        entry.beta2Power *= beta2;
      }
      for (const batch of together(active)) {
        const correction1 = 1 - batch[0]!.beta1Power;
        const correction2 = 1 - batch[0]!.beta2Power;
        const step: AdamWStep = { lr, beta1, beta2, correction1, correction2, eps, weightDecay };
        adamwStep(
          batch.map(({ parameter, m, v }) => ({ value: parameter.value, grad: parameter.grad!, m, v })),
          step,
        );
      }
    }
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    for (const { entries } of this.#groups) for (const { parameter } of entries) parameter.zeroGrad();
  }

  /** For each parameter `NAME.m`, `NAME.v`, and the numbers `NAME.step`, `NAME.beta1Power`, `NAME.beta2Power`. */
  stateDict(): OptimizerState {
    const state: OptimizerState = new Map();
    for (const [key, slot] of this.#state()) state.set(key, 'restore' in slot ? slot.value : slot);
    return state;
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    loadState(this.#state(), state);
  }

  /** Frees the running means. */
  [Symbol.dispose](): void {
    for (const { entries } of this.#groups)
      for (const { m, v } of entries) {
        m.dispose();
        v.dispose();
      }
  }

  #state(): Map<string, NDArray | StateNumber> {
    const state = new Map<string, NDArray | StateNumber>();
    for (const entry of this.#groups.flatMap(({ entries }) => entries)) {
      state.set(`${entry.name}.m`, entry.m).set(`${entry.name}.v`, entry.v);
      for (const key of ['step', 'beta1Power', 'beta2Power'] as const)
        state.set(`${entry.name}.${key}`, {
          value: entry[key],
          wanted: key === 'step' ? 'a whole number, at least 0' : 'a number from 0 to 1',
          accepts: (value) => (key === 'step' ? Number.isSafeInteger(value) && value >= 0 : value >= 0 && value <= 1),
          restore: (value) => {
            entry[key] = value;
          },
        });
    }
    return state;
  }
}

/** Entries on one device that have done as many steps: usually all of them. */
function together(entries: readonly Entry[]): Entry[][] {
  const batches: Entry[][] = [];
  for (const entry of entries) {
    const batch = batches.find(([b]) => b!.step === entry.step && b!.m.device === entry.m.device);
    if (batch) batch.push(entry);
    else batches.push([entry]);
  }
  return batches;
}

function check(name: string, value: number, below: number = Infinity): void {
  if (!Number.isFinite(value) || value < 0 || value >= below)
    throw new RangeError(
      `Cannot optimize with ${name} ${value}: expected a number of at least 0${below === Infinity ? '' : ` and below ${below}`}`,
    );
}
