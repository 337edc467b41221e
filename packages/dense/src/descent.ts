import { checkOptions, type NDArray, tidy, unscoped, zerosLike } from '@zero-to-gpt/linalg';
import type { Parameter } from './layer.ts';

/** Options of `Descent`. */
export interface DescentOptions {
  /** Learning rate. */
  lr: number;
  /** Share of the last step that is made again, 0 … below 1. Default 0. */
  momentum?: number;
  /** Pulls every parameter towards 0: adds this times the value to its slope. Default 0. */
  weightDecay?: number;
}

/** Gradient descent on parameters: value −= lr · slope, with momentum where asked for. Chapter 6 has its successors. */
export class Descent implements Disposable {
  #lr = 0;
  readonly #parameters: readonly Parameter[];
  readonly #momentum: number;
  readonly #weightDecay: number;
  #velocities: readonly NDArray[] | null = null;

  /** @throws RangeError for numbers that cannot work */
  constructor(parameters: readonly Parameter[], options: DescentOptions) {
    const { lr, momentum = 0, weightDecay = 0 } = checkOptions('Descent', options, ['lr', 'momentum', 'weightDecay']);
    if (!(lr > 0 && Number.isFinite(lr)))
      throw new RangeError(`Cannot descend with lr ${lr}: expected a number above 0`);
    if (!(momentum >= 0 && momentum < 1))
      throw new RangeError(`Cannot descend with momentum ${momentum}: expected a number from 0 to below 1`);
    if (!(weightDecay >= 0 && Number.isFinite(weightDecay)))
      throw new RangeError(`Cannot descend with weightDecay ${weightDecay}: expected a number of at least 0`);
    this.lr = lr;
    this.#parameters = parameters;
    this.#momentum = momentum;
    this.#weightDecay = weightDecay;
  }

  /** Learning rate; may be changed between steps, also to 0. Setting throws RangeError for what is no number of at least 0. */
  get lr(): number {
    return this.#lr;
  }
  set lr(lr: number) {
    if (!(lr >= 0 && Number.isFinite(lr)))
      throw new RangeError(`Cannot descend with lr ${lr}: expected a number of at least 0`);
    this.#lr = lr;
  }

  /** Makes one step down the slopes that stand in `grad`, and forgets them. */
  step(): void {
    if (this.#momentum > 0) this.#velocities ??= unscoped(() => this.#parameters.map(({ value }) => zerosLike(value)));
    tidy(() => {
      for (const [i, parameter] of this.#parameters.entries()) this.#move(parameter, this.#velocities?.[i]);
    });
  }

  #move(parameter: Parameter, velocity: NDArray | undefined): void {
    const { value } = parameter;
    const { device } = value;
    let slope = parameter.grad;
    if (this.#weightDecay > 0) slope = slope.add(value.mul(this.#weightDecay));
    if (velocity) {
      device.binary('mul', velocity, this.#momentum, velocity);
      device.binary('add', velocity, slope, velocity);
      slope = velocity;
    }
    // the slopes are forgotten next, so the step may stand in their place; the velocity is not
    const step = velocity ? slope.mul(this.lr) : slope;
    if (!velocity) device.binary('mul', slope, this.lr, step);
    device.binary('sub', value, step, value);
    parameter.zeroGrad();
  }

  /** Frees the velocities. */
  [Symbol.dispose](): void {
    for (const velocity of this.#velocities ?? []) velocity.dispose();
    this.#velocities = null;
  }
}
