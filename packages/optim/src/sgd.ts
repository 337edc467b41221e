import type { Parameter } from '@zero-to-gpt/autograd';
import { emptyLike, type NDArray, unscoped, zerosLike } from '@zero-to-gpt/linalg';
import type { Optimizer, OptimizerParameters, OptimizerState } from './optimizer.ts';
import { loadState } from './optimizer-state.ts';
import { type NamedGroup, toGroups } from './parameter-groups.ts';

/** Options of `SGD`. */
export interface SGDOptions {
  /** Learning rate. */
  lr: number;
  /** How much of the last step's velocity remains; 0 keeps none. */
  momentum: number;
  /** Looks one step of the velocity ahead (Nesterov's momentum). */
  nesterov: boolean;
  /** Adds weightDecay · parameter to the gradient. */
  weightDecay: number;
}

interface Entry {
  readonly name: string;
  readonly parameter: Parameter;
  readonly options: Omit<SGDOptions, 'lr'>;
  /** The group's options as given, where `lr` may be set. */
  readonly own: Partial<SGDOptions>;
  /** Sum of past gradients, where momentum is above 0. */
  readonly velocity: NDArray | null;
}

/**
 * Stochastic gradient descent, as PyTorch's `optim.SGD`: v = momentum · v + g, then p −= lr · v (with Nesterov's momentum
 * p −= lr · (g + momentum · v)), where g is the gradient plus weightDecay · p.
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
  readonly #entries: readonly Entry[];

  /** Defaults: lr 1e-3, momentum 0, nesterov false, weightDecay 0. @throws RangeError for options that cannot work */
  constructor(parameters: OptimizerParameters<SGDOptions>, options: Partial<SGDOptions> = {}) {
    this.groups = toGroups(parameters);
    this.lr = options.lr ?? 1e-3;
    this.#entries = this.groups.flatMap((group) => {
      const { momentum = 0, nesterov = false, weightDecay = 0 } = { ...options, ...group.options };
      check('lr', group.options.lr ?? this.lr);
      check('momentum', momentum);
      check('weightDecay', weightDecay);
      if (nesterov && momentum === 0) throw new RangeError("Cannot use Nesterov's momentum: momentum is 0");
      return group.parameters.map((parameter, i) => ({
        name: group.names[i]!,
        parameter,
        options: { momentum, nesterov, weightDecay },
        own: group.options,
        velocity: momentum > 0 ? unscoped(() => zerosLike(parameter.value)) : null,
      }));
    });
  }

  /** Changes every parameter that has a gradient. */
  step(): void {
    for (const entry of this.#entries) if (entry.parameter.grad) update(entry, entry.own.lr ?? this.lr);
  }

  /** Empties the gradients. */
  zeroGrad(): void {
    for (const { parameter } of this.#entries) parameter.zeroGrad();
  }

  /** The velocities: `NAME.velocity`. */
  stateDict(): OptimizerState {
    return new Map(this.#velocities());
  }

  /** Copies saved velocities. @throws RangeError where keys or shapes differ; nothing is changed then */
  loadStateDict(state: ReadonlyMap<string, NDArray | number>): void {
    loadState(this.#velocities(), state);
  }

  /** Frees the velocities. */
  [Symbol.dispose](): void {
    for (const { velocity } of this.#entries) velocity?.dispose();
  }

  #velocities(): Map<string, NDArray> {
    const velocities = new Map<string, NDArray>();
    for (const { name, velocity } of this.#entries) if (velocity) velocities.set(`${name}.velocity`, velocity);
    return velocities;
  }
}

function update({ parameter, options, velocity }: Entry, lr: number): void {
  const { momentum, nesterov, weightDecay } = options;
  const { value: p, grad } = parameter;
  if (!grad) return;
  const { device } = p;
  using g = emptyLike(p);
  if (weightDecay > 0) {
    device.binary('mul', p, weightDecay, g);
    device.binary('add', g, grad, g);
  } else g.assign(grad);
  if (velocity) {
    device.binary('mul', velocity, momentum, velocity);
    device.binary('add', velocity, g, velocity);
    if (nesterov) {
      using ahead = emptyLike(p);
      device.binary('mul', velocity, momentum, ahead);
      device.binary('add', g, ahead, g);
    } else g.assign(velocity);
  }
  device.binary('mul', g, lr, g);
  device.binary('sub', p, g, p);
}

function check(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`Cannot optimize with ${name} ${value}: expected a finite number, at least 0`);
}
