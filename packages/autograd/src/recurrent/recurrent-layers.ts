import { type ArrayOptions, defaultRandom, empty, type Random, zeros } from '@zero-to-gpt/linalg';
import type { LayerOptions } from '../layers/linear.ts';
import * as init from '../modules/init.ts';
import { Parameter } from '../modules/parameter.ts';
import { concat, linear, stack } from '../operations/functional.ts';
import { Tensor } from '../tensor.ts';
import { type CellKind, type CellState, recurrence, splitBiases } from './recurrence.ts';

/** Options of `GRU` and `LSTM`. */
export interface RecurrentOptions extends LayerOptions {
  /** Layers on top of each other: each reads the results of the one below. Default 1. */
  numLayers?: number;
  /** Whether a second net reads the sequence from its end; results are laid side by side. Default false. */
  bidirectional?: boolean;
}

/** Names of those options. */
export const recurrentOptions = ['numLayers', 'bidirectional', 'bias', 'random', 'dtype', 'device'] as const;

/** The nets of a recurrent module: one a layer and direction, in PyTorch's order. */
export interface Nets {
  readonly kind: CellKind;
  /** Class name for errors. */
  readonly name: string;
  readonly inputSize: number;
  readonly hiddenSize: number;
  readonly numLayers: number;
  /** 1, or 2 where bidirectional. */
  readonly directions: number;
}

/** Gates of each kind: rows of weights for each number of the state. */
const gates: Readonly<Record<CellKind, number>> = { tanh: 1, relu: 1, gru: 3, lstm: 4 };

/** Checks sizes, and draws the weights of all nets by PyTorch's names: weightIhL0, weightHhL0, biasIhL0, biasHhL0, … */
export function drawNets(nets: Nets, options: LayerOptions): Record<string, Parameter> {
  const { name, inputSize, hiddenSize, numLayers, directions } = nets;
  for (const n of [inputSize, hiddenSize, numLayers])
    if (!Number.isSafeInteger(n) || n < 1)
      throw new RangeError(
        `Cannot make ${name}(${inputSize}, ${hiddenSize}) of ${numLayers} layers: expected whole numbers of at least 1`,
      );
  const drawn: Record<string, Parameter> = {};
  for (let layer = 0; layer < numLayers; layer++)
    for (let direction = 0; direction < directions; direction++) {
      const width = layer === 0 ? inputSize : hiddenSize * directions;
      const weights = drawCell(nets.kind, width, hiddenSize, options);
      for (const [key, weight] of Object.entries(weights)) drawn[key + suffix(layer, direction)] = weight;
    }
  return drawn;
}

/** The weights of one cell, uniform in ±1/√hiddenSize as PyTorch's. */
export function drawCell(
  kind: CellKind,
  inputSize: number,
  hiddenSize: number,
  { bias = true, random = defaultRandom(), ...where }: LayerOptions,
): Record<string, Parameter> {
  const rows = gates[kind] * hiddenSize;
  const bound = 1 / Math.sqrt(hiddenSize);
  const draw = (...shape: number[]): Parameter => drawUniform(shape, bound, random, where);
  return {
    weightIh: draw(rows, inputSize),
    weightHh: draw(rows, hiddenSize),
    ...(bias && { biasIh: draw(rows), biasHh: draw(rows) }),
  };
}

function drawUniform(shape: readonly number[], bound: number, random: Random, where: ArrayOptions): Parameter {
  return init.uniform(new Parameter(empty(shape, where)), { low: -bound, high: bound, random });
}

/** Results (B, T, directions·H) and the last states, (layers·directions, B, H), of a module that has the weights in its fields. */
export function runNets(
  module: object,
  nets: Nets,
  x: Tensor,
  before: CellState | undefined,
): { readonly y: Tensor; readonly state: CellState } {
  const { kind, numLayers, directions } = nets;
  const B = checkInput(nets, x);
  const starts = startStates(nets, x, B, before);
  const ends: CellState[] = [];
  let y = x;
  for (let layer = 0; layer < numLayers; layer++) {
    const results: Tensor[] = [];
    for (let direction = 0; direction < directions; direction++) {
      const start = starts[layer * directions + direction]!;
      const forward = direction === 0 ? y : y.flip(1);
      const net = runCell(module, kind, forward, start, suffix(layer, direction));
      results.push(direction === 0 ? net.y : net.y.flip(1));
      ends.push(net.state);
    }
    y = results.length === 1 ? results[0]! : concat(results, { axis: 2 });
  }
  const h = stack(ends.map((end) => end.h));
  return { y, state: kind === 'lstm' ? { h, c: stack(ends.map((end) => end.c!)) } : { h } };
}

/** One cell over the steps of x (B, T, I); its weights are the module's fields of PyTorch's names with a suffix. */
export function runCell(
  module: object,
  kind: CellKind,
  x: Tensor,
  state: CellState,
  ending = '',
): { readonly y: Tensor; readonly state: CellState } {
  const weights = module as Readonly<Record<string, Tensor | undefined>>; // fields that drawNets or drawCell named
  const [biasIh, biasHh] = [weights[`biasIh${ending}`] ?? null, weights[`biasHh${ending}`] ?? null];
  const { simple, rest } = splitBiases(kind, biasIh, biasHh);
  const sums = linear(x, weights[`weightIh${ending}`]!, simple);
  return recurrence(kind, sums, { weight: weights[`weightHh${ending}`]!, bias: rest }, state);
}

/** Zeros (B, H) to start from. */
export function zeroState(kind: CellKind, x: Tensor, shape: readonly number[]): CellState {
  const zero = (): Tensor => new Tensor(zeros(shape, { dtype: x.dtype, device: x.device }));
  return kind === 'lstm' ? { h: zero(), c: zero() } : { h: zero() };
}

/** @throws RangeError unless every part of a state has the wanted shape */
export function checkState(name: string, kind: CellKind, state: CellState, wanted: readonly number[]): void {
  for (const [part, x] of Object.entries(kind === 'lstm' ? { h: state.h, c: state.c } : { h: state.h }))
    if (`${x?.shape}` !== `${wanted}`)
      throw new RangeError(
        `Cannot go through ${name}: the state's ${part} is ${x ? `[${x.shape}]` : 'missing'}, expected [${wanted}]`,
      );
}

function checkInput({ name, inputSize, hiddenSize }: Nets, x: Tensor): number {
  if (x.ndim !== 3 || x.shape[2] !== inputSize || x.size === 0)
    throw new RangeError(
      `Cannot go through ${name}(${inputSize}, ${hiddenSize}): x is [${x.shape}], expected [batch, time, ${inputSize}] with no empty axis`,
    );
  return x.shape[0]!;
}

function startStates(nets: Nets, x: Tensor, B: number, before: CellState | undefined): readonly CellState[] {
  const { kind, name, numLayers, directions, hiddenSize } = nets;
  const count = numLayers * directions;
  if (!before) return Array.from({ length: count }, () => zeroState(kind, x, [B, hiddenSize]));
  checkState(name, kind, before, [count, B, hiddenSize]);
  const [h, c] = [before.h, before.c].map((part) => part?.split(count).map((one) => one.squeeze(0)));
  return h!.map((one, i) => ({ h: one, ...(c && { c: c[i]! }) }));
}

function suffix(layer: number, direction: number): string {
  return `L${layer}${direction === 1 ? 'Reverse' : ''}`;
}
