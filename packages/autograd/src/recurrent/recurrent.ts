import { checkOptions } from '@zero-to-gpt/linalg';
import { Module } from '../modules/module.ts';
import type { Parameter } from '../modules/parameter.ts';
import type { Tensor } from '../tensor.ts';
import { drawNets, type Nets, type RecurrentOptions, recurrentOptions, runNets } from './recurrent-layers.ts';

/** Options of `RNN`. */
export interface RNNOptions extends RecurrentOptions {
  /** What squashes the sums. Default `tanh`. */
  nonlinearity?: 'tanh' | 'relu';
}

/** State of an `LSTM`: all layers and directions, (numLayers·directions, B, hiddenSize). */
export interface LSTMState {
  /** Hidden states. */
  readonly h: Tensor;
  /** Cell states. */
  readonly c: Tensor;
}

/**
 * A plain recurrent net, h′ = tanh(W·x + b + U·h + c): x (B, T, inputSize) → results (B, T, hiddenSize) and the last
 * state (numLayers, B, hiddenSize). Batch first, unlike PyTorch's default; weights by PyTorch's names and shapes.
 */
export class RNN extends Module<[x: Tensor, state?: Tensor], [y: Tensor, state: Tensor]> {
  /** [hiddenSize, inputSize]; further layers and directions have weights of their own: weightIhL1, weightIhL0Reverse, … */
  declare readonly weightIhL0: Parameter;
  /** [hiddenSize, hiddenSize]. */
  declare readonly weightHhL0: Parameter;
  readonly #nets: Nets;

  /** @throws RangeError unless sizes and layers are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, options: RNNOptions = {}) {
    super();
    const {
      nonlinearity: kind = 'tanh',
      numLayers = 1,
      bidirectional = false,
      ...layer
    } = checkOptions('RNN', options, ['nonlinearity', ...recurrentOptions]);
    this.#nets = { kind, name: 'RNN', inputSize, hiddenSize, numLayers, directions: bidirectional ? 2 : 1 };
    Object.assign(this, drawNets(this.#nets, layer));
  }

  /** Starts from `state`, or from zeros. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: Tensor): [y: Tensor, state: Tensor] {
    const found = runNets(this, this.#nets, x, state && { h: state });
    return [found.y, found.state.h];
  }
}

/**
 * A gated recurrent unit, gates r, z, n as in PyTorch: x (B, T, inputSize) → results (B, T, hiddenSize) and the last
 * state (numLayers, B, hiddenSize). Batch first, unlike PyTorch's default; weights by PyTorch's names and shapes.
 */
export class GRU extends Module<[x: Tensor, state?: Tensor], [y: Tensor, state: Tensor]> {
  /** [3·hiddenSize, inputSize]; further layers and directions have weights of their own: weightIhL1, weightIhL0Reverse, … */
  declare readonly weightIhL0: Parameter;
  /** [3·hiddenSize, hiddenSize]. */
  declare readonly weightHhL0: Parameter;
  readonly #nets: Nets;

  /** @throws RangeError unless sizes and layers are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super();
    const { numLayers = 1, bidirectional = false, ...layer } = checkOptions('GRU', options, recurrentOptions);
    this.#nets = { kind: 'gru', name: 'GRU', inputSize, hiddenSize, numLayers, directions: bidirectional ? 2 : 1 };
    Object.assign(this, drawNets(this.#nets, layer));
  }

  /** Starts from `state`, or from zeros. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: Tensor): [y: Tensor, state: Tensor] {
    const found = runNets(this, this.#nets, x, state && { h: state });
    return [found.y, found.state.h];
  }
}

/**
 * Long short-term memory, gates i, f, g, o as in PyTorch: x (B, T, inputSize) → results (B, T, hiddenSize) and the last
 * state. Batch first, unlike PyTorch's default; weights by PyTorch's names and shapes.
 *
 * @example
 * ```ts
 * import { LSTM, Tensor } from '@zero-to-gpt/autograd';
 * import { ones } from '@zero-to-gpt/linalg';
 *
 * const layer = new LSTM(3, 5, { numLayers: 2 });
 * const [y, { h, c }] = layer.forward(new Tensor(ones([4, 7, 3])));
 * [y.shape, h.shape, c.shape]; // → [[4, 7, 5], [2, 4, 5], [2, 4, 5]]
 * ```
 */
export class LSTM extends Module<[x: Tensor, state?: LSTMState], [y: Tensor, state: LSTMState]> {
  /** [4·hiddenSize, inputSize]; further layers and directions have weights of their own: weightIhL1, weightIhL0Reverse, … */
  declare readonly weightIhL0: Parameter;
  /** [4·hiddenSize, hiddenSize]. */
  declare readonly weightHhL0: Parameter;
  readonly #nets: Nets;

  /** @throws RangeError unless sizes and layers are whole numbers of at least 1 */
  constructor(inputSize: number, hiddenSize: number, options: RecurrentOptions = {}) {
    super();
    const { numLayers = 1, bidirectional = false, ...layer } = checkOptions('LSTM', options, recurrentOptions);
    this.#nets = { kind: 'lstm', name: 'LSTM', inputSize, hiddenSize, numLayers, directions: bidirectional ? 2 : 1 };
    Object.assign(this, drawNets(this.#nets, layer));
  }

  /** Starts from `state`, or from zeros. @throws RangeError where shapes do not fit */
  override forward(x: Tensor, state?: LSTMState): [y: Tensor, state: LSTMState] {
    const { y, state: last } = runNets(this, this.#nets, x, state);
    return [y, { h: last.h, c: last.c! }];
  }
}
