import type { Layer, Parameter } from '@zero-to-gpt/dense';
import { checkOptions, type NDArray } from '@zero-to-gpt/linalg';
import { type Nonlinearity, plainRule } from './recurrence/plain-rule.ts';
import { Recurrence, type RecurrentOptions } from './recurrence/recurrence.ts';
import type { State } from './recurrence/rule.ts';
import { noSlope, oneStep, oneStepBack, owned, type StepSlopes } from './recurrence/state.ts';

/** Options of `RNN` and `RNNCell`. */
export interface RNNOptions extends RecurrentOptions {
  /** What squashes the sums. Default `tanh`. */
  nonlinearity?: Nonlinearity;
}

/**
 * A plain recurrent network: hₜ = tanh(Wᵢ·xₜ + bᵢ + Wₕ·hₜ₋₁ + bₕ) for each step of a sequence, the same weights every time.
 * x (B, T, I), or ids (B, T) int32 that stand for one-hot rows; result (B, T, H). Batch first, unlike PyTorch's default.
 * `backward` goes back through all T steps; to truncate, hand sequences over in pieces and pass `state` on.
 *
 * @example
 * ```ts
 * import { Random, zeros } from '@zero-to-gpt/linalg';
 * import { RNN } from '@zero-to-gpt/rnn';
 *
 * const layer = new RNN(3, 5, { random: new Random(1) });
 * layer.forward(zeros([2, 7, 3])).shape; // → [2, 7, 5]
 * layer.state!.h.shape; // → [2, 5]
 * ```
 */
export class RNN implements Layer {
  readonly #recurrence: Recurrence;
  #state: State | null = null;
  #stateGradient: State | null = null;

  /** @throws RangeError unless both are whole numbers of at least 1 */
  constructor(inputs: number, hidden: number, given: RNNOptions = {}) {
    const { nonlinearity = 'tanh', ...options } = checkOptions('RNN', given, [
      'nonlinearity',
      'bias',
      'random',
      'dtype',
      'device',
    ]);
    this.#recurrence = new Recurrence('RNN', plainRule(nonlinearity), inputs, hidden, options);
  }

  /** weightIh, weightHh, biasIh, biasHh: names, shapes and gates as in PyTorch. */
  get parameters(): readonly Parameter[] {
    return this.#recurrence.parameters;
  }
  /** State after the last step of the last `forward`; belongs to the layer until the next. */
  get state(): State | null {
    return this.#state;
  }
  /** Slopes of the state that the last `forward` began with, after `backward`; belongs to the layer. */
  get stateGradient(): State | null {
    return this.#stateGradient;
  }

  /** Results (B, T, H), starting from `before`, or from zeros. */
  forward(x: NDArray, before?: State): NDArray {
    const { y, last } = this.#recurrence.forward(x, before, true);
    this.#state = owned(last, this.#state);
    return y;
  }

  /** dx (B, T, I); for ids, which have no slope, zeros (B, T). `after`: slopes of the state after the last step, where something depends on it. */
  backward(dy: NDArray, after?: State): NDArray {
    const { dx, first } = this.#recurrence.backward(dy, after ?? null);
    this.#stateGradient = owned(first, this.#stateGradient);
    return dx ?? noSlope(dy);
  }

  /** Frees weights, slopes, states and what is kept. */
  [Symbol.dispose](): void {
    owned(null, this.#state);
    owned(null, this.#stateGradient);
    this.#recurrence[Symbol.dispose]();
  }
}

/** One step of `RNN`: x (B, I), state (B, H). Call it in a loop; `backward` takes the steps back one by one, the last first. */
export class RNNCell implements Disposable {
  readonly #recurrence: Recurrence;

  /** @throws RangeError unless both are whole numbers of at least 1 */
  constructor(inputs: number, hidden: number, given: RNNOptions = {}) {
    const { nonlinearity = 'tanh', ...options } = checkOptions('RNNCell', given, [
      'nonlinearity',
      'bias',
      'random',
      'dtype',
      'device',
    ]);
    this.#recurrence = new Recurrence('RNNCell', plainRule(nonlinearity), inputs, hidden, options);
  }

  /** weightIh, weightHh, biasIh, biasHh: names, shapes and gates as in PyTorch. */
  get parameters(): readonly Parameter[] {
    return this.#recurrence.parameters;
  }

  /** The state after the step; without one before, it starts from zeros. */
  forward(x: NDArray, before?: State): State {
    return oneStep(this.#recurrence, x, before);
  }

  /** Slopes of x and of the state before, from those of the state after the step. */
  backward(after: State): StepSlopes {
    return oneStepBack(this.#recurrence, after);
  }

  /** Forgets the steps that were not gone back. */
  release(): void {
    this.#recurrence.release();
  }

  /** Frees weights, slopes and the steps that are kept. */
  [Symbol.dispose](): void {
    this.#recurrence[Symbol.dispose]();
  }
}
