import { checkOptions } from '@zero-to-gpt/linalg';
import type { LayerOptions } from '../layers/linear.ts';
import { Module } from '../modules/module.ts';
import type { Parameter } from '../modules/parameter.ts';
import type { Tensor } from '../tensor.ts';
import type { CellKind, CellState } from './recurrence.ts';
import type { LSTMState } from './recurrent.ts';
import { checkState, drawCell, runCell, zeroState } from './recurrent-layers.ts';

/** Options of `RNNCell`. */
export interface RNNCellOptions extends LayerOptions {
  /** What squashes the sums. Default `tanh`. */
  nonlinearity?: 'tanh' | 'relu';
}

/** One step of `RNN`: x (B, inputSize), state (B, hiddenSize) → the next state. */
export class RNNCell extends Module<[x: Tensor, state?: Tensor]> {
  /** [hiddenSize, inputSize]. */
  declare readonly weightIh: Parameter;
  /** [hiddenSize, hiddenSize]. */
  declare readonly weightHh: Parameter;
  /** [hiddenSize]; absent without bias, as `biasHh`. */
  declare readonly biasIh?: Parameter;
  /** [hiddenSize]. */
  declare readonly biasHh?: Parameter;
  readonly #cell: Cell;

  /** @throws RangeError unless both sizes are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, given: RNNCellOptions = {}) {
    const { nonlinearity = 'tanh', ...options } = checkOptions('RNNCell', given, [
      'nonlinearity',
      'bias',
      'random',
      'dtype',
      'device',
    ]);
    super();
    this.#cell = { kind: nonlinearity, name: 'RNNCell', inputSize, hiddenSize };
    Object.assign(this, weightsOf(this.#cell, options));
  }

  /** Starts from zeros without a state. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: Tensor): Tensor {
    return oneStep(this, this.#cell, x, state && { h: state }).h;
  }
}

/** One step of `GRU`: x (B, inputSize), state (B, hiddenSize) → the next state. */
export class GRUCell extends Module<[x: Tensor, state?: Tensor]> {
  /** [3·hiddenSize, inputSize]. */
  declare readonly weightIh: Parameter;
  /** [3·hiddenSize, hiddenSize]. */
  declare readonly weightHh: Parameter;
  /** [3·hiddenSize]; absent without bias, as `biasHh`. */
  declare readonly biasIh?: Parameter;
  /** [3·hiddenSize]. */
  declare readonly biasHh?: Parameter;
  readonly #cell: Cell;

  /** @throws RangeError unless both sizes are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, options: LayerOptions = {}) {
    super();
    this.#cell = { kind: 'gru', name: 'GRUCell', inputSize, hiddenSize };
    Object.assign(this, weightsOf(this.#cell, options));
  }

  /** Starts from zeros without a state. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: Tensor): Tensor {
    return oneStep(this, this.#cell, x, state && { h: state }).h;
  }
}

/** One step of `LSTM`: x (B, inputSize), states (B, hiddenSize) → the next states. */
export class LSTMCell extends Module<[x: Tensor, state?: LSTMState], LSTMState> {
  /** [4·hiddenSize, inputSize]. */
  declare readonly weightIh: Parameter;
  /** [4·hiddenSize, hiddenSize]. */
  declare readonly weightHh: Parameter;
  /** [4·hiddenSize]; absent without bias, as `biasHh`. */
  declare readonly biasIh?: Parameter;
  /** [4·hiddenSize]. */
  declare readonly biasHh?: Parameter;
  readonly #cell: Cell;

  /** @throws RangeError unless both sizes are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, options: LayerOptions = {}) {
    super();
    this.#cell = { kind: 'lstm', name: 'LSTMCell', inputSize, hiddenSize };
    Object.assign(this, weightsOf(this.#cell, options));
  }

  /** Starts from zeros without a state. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: LSTMState): LSTMState {
    const { h, c } = oneStep(this, this.#cell, x, state);
    return { h, c: c! };
  }
}

interface Cell {
  readonly kind: CellKind;
  readonly name: string;
  readonly inputSize: number;
  readonly hiddenSize: number;
}

function weightsOf({ kind, name, inputSize, hiddenSize }: Cell, options: LayerOptions): Record<string, Parameter> {
  checkOptions(name, options, ['bias', 'random', 'dtype', 'device']);
  for (const n of [inputSize, hiddenSize])
    if (!Number.isSafeInteger(n) || n < 1)
      throw new RangeError(`Cannot make ${name}(${inputSize}, ${hiddenSize}): expected whole numbers of at least 1`);
  return drawCell(kind, inputSize, hiddenSize, options);
}

function oneStep(module: object, cell: Cell, x: Tensor, before: CellState | undefined): CellState {
  const { kind, name, inputSize, hiddenSize } = cell;
  if (x.ndim !== 2 || x.shape[1] !== inputSize || x.size === 0)
    throw new RangeError(
      `Cannot go through ${name}(${inputSize}, ${hiddenSize}): x is [${x.shape}], expected [batch, ${inputSize}] with no empty axis`,
    );
  const wanted = [x.shape[0]!, hiddenSize];
  if (before) checkState(name, kind, before, wanted);
  return runCell(module, kind, x.unsqueeze(1), before ?? zeroState(kind, x, wanted)).state;
}
