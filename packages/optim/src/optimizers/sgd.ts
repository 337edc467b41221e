import { checkOptions, emptyLike, type NDArray } from '@zero-to-gpt/linalg';
import { checkOption, rateOf } from './check-option.ts';
import { decayedGradient } from './decayed-gradient.ts';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { countOf, type OptimizerEntry, OptimizerMemory, zerosFor } from './optimizer-memory.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `SGD`. */
export interface SGDOptions {
  /** Learning rate. */
  lr: number;
  /** How much of the last step's velocity remains; 0 keeps none. */
  momentum: number;
  /** How much of the gradient is kept out of the velocity after the first step. */
  dampening: number;
  /** Looks one step of the velocity ahead (Nesterov's momentum). */
  nesterov: boolean;
  /** Adds weightDecay · parameter to the gradient. */
  weightDecay: number;
}

interface Entry extends OptimizerEntry {
  readonly options: Omit<SGDOptions, 'lr'>;
  /** Sum of past gradients, where momentum is above 0. */
  readonly velocity: NDArray | null;
  /** This parameter's steps, which only dampening asks for. */
  step: number;
}

/**
 * Stochastic gradient descent, as PyTorch's `optim.SGD`: v = momentum · v + (1 − dampening) · g, then p −= lr · v (with
 * Nesterov's momentum p −= lr · (g + momentum · v)), where g is the gradient plus weightDecay · p. The first v is g itself.
 * Source: Sutskever et al. 2013, in PyTorch's form, where lr multiplies the whole velocity.
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { SGD } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([2]));
 * const optimizer = new SGD([x], { lr: 0.25 });
 * x.mul(x).sum().backward(); // the gradient is 2x
 * optimizer.step();
 * x.value.toArray(); // → [1]
 * ```
 */
export class SGD implements Optimizer {
  /** Learning rate of the groups without their own. */
  lr: number;
  /** The parameters, with the options of each group. */
  readonly groups: readonly NamedGroup<SGDOptions>[];
  readonly #memory: OptimizerMemory<Entry>;

  /** Defaults: lr 1e-3, momentum 0, dampening 0, nesterov false, weightDecay 0. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<SGDOptions>, options: Partial<SGDOptions> = {}) {
    this.groups = toGroups(parameters, known);
    this.lr = known(options).lr ?? 1e-3;
    const entries = this.groups.flatMap((group) => {
      const own = group.options;
      const { momentum = 0, dampening = 0, nesterov = false, weightDecay = 0 } = { ...options, ...own };
      rateOf(own, this.lr);
      checkOption('momentum', momentum);
      checkOption('dampening', dampening, 1);
      checkOption('weightDecay', weightDecay);
      if (nesterov && momentum === 0) throw new RangeError("Cannot use Nesterov's momentum: momentum is 0");
      if (nesterov && dampening > 0)
        throw new RangeError(`Cannot use Nesterov's momentum with dampening ${dampening}: expected 0`);
      const settings = { momentum, dampening, nesterov, weightDecay };
      return group.parameters.map((parameter, i) => {
        const velocity = momentum > 0 ? zerosFor(parameter) : null;
        return { name: group.names[i]!, parameter, options: settings, own, velocity, step: 0 };
      });
    });
    this.#memory = new OptimizerMemory<Entry>(entries, (entry) => ({
      velocity: entry.velocity,
      step: entry.velocity && entry.options.dampening > 0 ? countOf(entry, 'step') : null,
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

  /** Where momentum is above 0, the velocities `NAME.velocity`, and with dampening the numbers `NAME.step`. */
  stateDict(): OptimizerState {
    return this.#memory.stateDict();
  }

  /** Copies a saved state. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    this.#memory.loadStateDict(state);
  }

  /** Frees the velocities. */
  [Symbol.dispose](): void {
    this.#memory[Symbol.dispose]();
  }
}

function update(entry: Entry, lr: number): void {
  const { parameter, options, velocity } = entry;
  const { momentum, dampening, nesterov, weightDecay } = options;
  const { value: p, grad } = parameter;
  const { device } = p;
  using t = emptyLike(p);
  const g = decayedGradient(p, grad!, weightDecay, t); // only parameters with a gradient come here
  let direction = g;
  if (velocity) {
    device.binary('mul', velocity, momentum, velocity);
    const share = entry.step > 0 ? 1 - dampening : 1;
    if (share === 1) device.binary('add', velocity, g, velocity);
    else {
      device.binary('mul', g, share, t);
      device.binary('add', velocity, t, velocity);
    }
    direction = velocity;
    if (nesterov) {
      using own = g === t ? emptyLike(p) : null;
      const ahead = own ?? t;
      device.binary('mul', velocity, momentum, ahead);
      device.binary('add', g, ahead, t);
      direction = t;
    }
    entry.step += 1;
  }
  device.binary('mul', direction, lr, t);
  device.binary('sub', p, t, p);
}

function known(options: Partial<SGDOptions>): Partial<SGDOptions> {
  return checkOptions('SGD', options, ['lr', 'momentum', 'dampening', 'nesterov', 'weightDecay']);
}
