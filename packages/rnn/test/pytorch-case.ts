import type { Layer } from '@zero-to-gpt/dense';
import { array, type Device, type NDArray, type Nested } from '@zero-to-gpt/linalg';
import { GRU, LSTM, RNN, type State } from '../src/index.ts';

/** What goes in: weights by this package's names, inputs, and slopes of the results. */
export interface RecurrentCase {
  readonly kind: 'RNN' | 'GRU' | 'LSTM';
  readonly inputs: number;
  readonly hidden: number;
  readonly bias?: boolean;
  readonly nonlinearity?: 'tanh' | 'relu';
  /** (B, T, I). */
  readonly x: Nested;
  /** State before the first step, (B, H); c for LSTM. */
  readonly h: Nested;
  readonly c?: Nested;
  /** Slopes of the results, (B, T, H), and of the state after the last step. */
  readonly dy: Nested;
  readonly dh: Nested;
  readonly dc?: Nested;
}

/** What comes out. */
export interface Solved {
  readonly weights: Readonly<Record<string, Nested>>;
  readonly y: Nested;
  readonly lastH: Nested;
  readonly lastC?: Nested;
  readonly dx: Nested;
  readonly firstDh: Nested;
  readonly firstDc?: Nested;
  readonly gradients: Readonly<Record<string, Nested>>;
}

type Recurrent = Layer & {
  readonly state: State | null;
  readonly stateGradient: State | null;
  forward(x: NDArray, before?: State): NDArray;
  backward(dy: NDArray, after?: State): NDArray;
};

/** Runs a case through the layer it names, with weights given or the layer's own, in float64. */
export function solve(given: RecurrentCase, device: Device, weights?: Solved['weights']): Solved {
  const { kind, inputs, hidden, bias = true, nonlinearity = 'tanh' } = given;
  const options = { bias, dtype: 'float64', device } as const;
  using layer: Recurrent =
    kind === 'RNN'
      ? new RNN(inputs, hidden, { ...options, nonlinearity })
      : new (kind === 'GRU' ? GRU : LSTM)(inputs, hidden, options);
  const exact = (nested: Nested): NDArray => array(nested, { dtype: 'float64', device });
  const state = (h: Nested, c: Nested | undefined): State => ({ h: exact(h), ...(c && { c: exact(c) }) });
  if (weights) for (const { name, value } of layer.parameters) value.assign(exact(weights[name]!));
  const y = layer.forward(exact(given.x), state(given.h, given.c));
  const last = layer.state!;
  const dx = layer.backward(exact(given.dy), state(given.dh, given.dc));
  const first = layer.stateGradient!;
  const named = (pick: 'value' | 'grad'): Record<string, Nested> =>
    Object.fromEntries(layer.parameters.map((parameter) => [parameter.name, parameter[pick].toArray()]));
  return {
    weights: named('value'),
    y: y.toArray(),
    lastH: last.h.toArray(),
    ...(last.c && { lastC: last.c.toArray() }),
    dx: dx.toArray(),
    firstDh: first.h.toArray(),
    ...(first.c && { firstDc: first.c.toArray() }),
    gradients: named('grad'),
  };
}

/** Largest difference between two answers, over all arrays. @throws RangeError where one has an array that the other has not */
export function gap(found: Solved, wanted: Solved): number {
  const [a, b] = [flatten(found), flatten(wanted)];
  if (`${[...a.keys()].sort()}` !== `${[...b.keys()].sort()}`)
    throw new RangeError(`Cannot compare [${[...a.keys()]}] with [${[...b.keys()]}]`);
  return Math.max(
    ...[...a].map(([name, values]) => {
      const other = b.get(name)!;
      if (other.length !== values.length) return Infinity;
      return Math.max(...values.map((x, i) => (Number.isFinite(x) ? Math.abs(x - other[i]!) : Infinity)));
    }),
  );
}

function flatten(answer: Solved): Map<string, number[]> {
  const { weights, gradients, y, lastH, lastC, dx, firstDh, firstDc } = answer;
  const arrays = { y, lastH, lastC, dx, firstDh, firstDc };
  const all = [
    ...Object.entries(arrays).filter(([, x]) => x !== undefined),
    ...Object.entries(weights).map(([name, x]) => [`weight ${name}`, x] as const),
    ...Object.entries(gradients).map(([name, x]) => [`gradient ${name}`, x] as const),
  ];
  return new Map(all.map(([name, x]) => [name, ([x] as unknown[]).flat(99) as number[]])); // nested numbers
}
