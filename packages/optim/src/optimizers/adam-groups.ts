import type { NDArray } from '@zero-to-gpt/linalg';
import { type AdamArrays, adamStep } from './adam-step.ts';
import { checkOption, rateOf } from './check-option.ts';
import { countOf, fractionOf, type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import type { NamedGroup } from './parameter-groups.ts';

/** Options that `Adam` and `AdamW` share. */
export interface AdamGroupOptions {
  /** Learning rate. */
  lr: number;
  /** Decay of the running mean of gradients, and of their squares. */
  betas: readonly [beta1: number, beta2: number];
  /** Added to the root of the mean square. */
  eps: number;
  /** See `Adam` and `AdamW`. */
  weightDecay: number;
  /** Divides by the largest mean square so far. */
  amsgrad: boolean;
}

/** A parameter and its state. The powers βᵗ are kept as running products: t, and they, count this parameter's own steps. */
export interface AdamEntry extends OptimizerEntry {
  /** Running mean of the gradient. */
  readonly m: NDArray;
  /** Running mean of its square. */
  readonly v: NDArray;
  /** The largest v so far, with amsgrad. */
  readonly maxV: NDArray | null;
  /** This parameter's steps. */
  step: number;
  /** β₁ᵗ. */
  beta1Power: number;
  /** β₂ᵗ. */
  beta2Power: number;
  /** Options of its group: one object for all of the group. */
  readonly options: Omit<AdamGroupOptions, 'lr'>;
}

/** What `Adam` and `AdamW` have in common: all but where the decay comes in. */
export class AdamGroups {
  /** Running means and counts of all parameters. */
  readonly memory: OptimizerMemory<AdamEntry>;
  readonly #decay: 'gradient' | 'parameter';

  /**
   * `options` holds for groups without their own; `decay` says what the decay is taken from.
   * @throws RangeError for options that cannot work
   */
  constructor(
    groups: readonly NamedGroup<AdamGroupOptions>[],
    options: AdamGroupOptions,
    decay: 'gradient' | 'parameter',
  ) {
    const entries = groups.flatMap(({ parameters, names, options: own }) => {
      const { betas, eps, weightDecay, amsgrad } = { ...options, ...own };
      rateOf(own, options.lr);
      checkOption('betas[0]', betas[0], 1);
      checkOption('betas[1]', betas[1], 1);
      checkOption('eps', eps);
      checkOption('weightDecay', weightDecay);
      const settings = { betas, eps, weightDecay, amsgrad };
      return parameters.map((parameter, i) => {
        const [m, v] = [zerosFor(parameter), zerosFor(parameter)];
        const maxV = amsgrad ? zerosFor(parameter) : null;
        const counts = { step: 0, beta1Power: 1, beta2Power: 1 };
        return { name: names[i]!, parameter, m, v, maxV, ...counts, options: settings, own };
      });
    });
    this.memory = new OptimizerMemory<AdamEntry>(entries, (entry) => ({
      m: entry.m,
      v: entry.v,
      maxV: entry.maxV,
      step: countOf(entry, 'step'),
      beta1Power: fractionOf(entry, 'beta1Power'),
      beta2Power: fractionOf(entry, 'beta2Power'),
    }));
    this.#decay = decay;
  }

  /** One step of every parameter that has a gradient; `lr` holds for the groups without their own. */
  step(lr: number): void {
    const active = this.memory.active(lr);
    for (const [entry] of active) {
      const [beta1, beta2] = entry.options.betas;
      entry.step += 1;
      entry.beta1Power *= beta1;
      entry.beta2Power *= beta2;
    }
    for (const batch of together(active)) {
      const [{ options, beta1Power, beta2Power }, rate] = batch[0]!;
      const { betas, eps, weightDecay } = options;
      const [beta1, beta2] = betas;
      const numbers = { lr: rate, beta1, beta2, eps, weightDecay };
      const step = { ...numbers, correction1: 1 - beta1Power, correction2: 1 - beta2Power };
      adamStep(
        batch.map(([entry]) => arraysOf(entry)),
        step,
        this.#decay,
      );
    }
  }
}

function arraysOf({ parameter, m, v, maxV }: AdamEntry): AdamArrays {
  return { value: parameter.value, grad: parameter.grad!, m, v, maxV }; // only parameters with a gradient come here
}

type Active = readonly [entry: AdamEntry, lr: number];

/** Entries of one group, on one device, that have done as many steps: usually the whole group. */
function together(active: readonly Active[]): Active[][] {
  const batches: Active[][] = [];
  for (const one of active) {
    const batch = batches.findLast((other) => goWith(other[0]![0], one[0])); // usually the last one
    if (batch) batch.push(one);
    else batches.push([one]);
  }
  return batches;
}

function goWith(a: AdamEntry, b: AdamEntry): boolean {
  return a.options === b.options && a.step === b.step && a.m.device === b.m.device;
}
