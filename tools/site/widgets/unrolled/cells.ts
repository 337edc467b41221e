import { fromData, type NDArray, Random, reference, scope } from '@zero-to-gpt/linalg';
import { charVocab, RNNCell, type State } from '@zero-to-gpt/rnn';
import { alphabet } from './about.ts';
import type { Reading } from './model.ts';

// Comes when the piece is seen: it brings arrays and cells.

/** Numbers of the state. */
export const units = 12;

/**
 * A plain cell without biases reads a text, character by character, and a slope of length 1 in a random direction goes back
 * from its last state. The weights from state to state are as they were drawn, times `gain`.
 * @throws RangeError for a character that is not known
 */
export function readText(text: string, { gain, seed }: { gain: number; seed: number }): Reading {
  using _ = scope();
  const vocab = charVocab([alphabet]);
  const random = new Random(seed);
  const cell = new RNNCell(vocab.size, units, { random, bias: false, device: reference });
  const U = cell.parameters[1]!.value; // (12, 12)
  U.assign(U.mul(gain));
  const direction = random.normal([1, units], { device: reference });
  let slope = direction.div(length(direction));
  const states: number[][] = [];
  let state: State | undefined;
  for (const id of vocab.encode(text)) {
    state = cell.forward(fromData(Int32Array.of(id), [1], { device: reference }), state);
    states.push([...state.h.toFlat()]);
  }
  const lengths = [length(slope)];
  for (let back = 1; back < states.length; back++) {
    slope = cell.backward({ h: slope }).state.h;
    lengths.push(length(slope));
  }
  cell[Symbol.dispose]();
  return { text, states, lengths };
}

function length(slope: NDArray): number {
  return Math.sqrt(slope.mul(slope).sum().item());
}
