// node --conditions=@zero-to-gpt/source examples/through-one-state.ts
// An encoder and a decoder: one GRU reads a few digits, a second one begins with the first one's last state and writes them
// down backwards. All that it knows of the digits is that state.

import { crossEntropyLoss, Dense, Descent } from '@zero-to-gpt/dense';
import { array, concat, type NDArray, Random, tidy, zeros } from '@zero-to-gpt/linalg';
import { clipGradNorm, GRU, perStep } from '@zero-to-gpt/rnn';

const [ids, length, hidden, batch, steps] = [9, 5, 64, 64, 400]; // ids 1 to 8; 0 begins a sequence
const random = new Random(1);
const encoder = new GRU(ids, hidden, { random });
const decoder = new GRU(ids, hidden, { random });
const head = new Dense(hidden, ids, { random });
const parameters = [encoder, decoder, head].flatMap((layer) => layer.parameters);
const descent = new Descent(parameters, { lr: 0.3, momentum: 0.9 });
const loss = perStep(crossEntropyLoss);

/** Digits (B, T), what to write (B, T), and what the decoder reads: each id that it should have written before. */
function samples(): Readonly<Record<'digits' | 'wanted' | 'before', NDArray>> {
  const rows = Array.from({ length: batch }, () => Array.from({ length }, () => 1 + random.int(ids - 1)));
  const digits = array(rows, { dtype: 'int32' });
  const wanted = digits.flip(1).contiguous();
  const begin = zeros([batch, 1], { dtype: 'int32' });
  return { digits, wanted, before: concat([begin, wanted.slice({}, { stop: length - 1 })], { axis: 1 }) };
}

/** What the decoder makes of digits (B, T), reading what it wrote itself. */
function written(digits: NDArray): NDArray {
  encoder.forward(digits);
  let state = encoder.state!;
  let last = zeros([digits.shape[0]!, 1], { dtype: 'int32' });
  const all = Array.from({ length }, () => {
    last = head.forward(decoder.forward(last, state)).argmax({ axis: -1 }); // (B, 1)
    state = { h: decoder.state!.h.clone() };
    return last;
  });
  return concat(all, { axis: 1 });
}

for (let step = 1; step <= steps; step++)
  tidy(() => {
    const { digits, wanted, before } = samples();
    const read = encoder.forward(digits); // (B, T, H)
    const { value, gradient } = loss(head.forward(decoder.forward(before, encoder.state!)), wanted);
    decoder.backward(head.backward(gradient));
    // the state is all that the two share: its slope is all that goes back
    encoder.backward(zeros(read.shape), decoder.stateGradient!);
    clipGradNorm(parameters, { maxNorm: 1 });
    descent.lr = 0.3 * (1 - (0.95 * step) / steps);
    descent.step();
    if (step % 100 > 0) return;
    const fresh = samples();
    const right = written(fresh.digits).equal(fresh.wanted).mean().item();
    console.log(`step ${step}  loss ${value.item().toFixed(3)}  right ${right.toFixed(3)}`);
  });

const asked = [3, 1, 4, 1, 5];
const answer = tidy(() => written(array([asked], { dtype: 'int32' })).toFlat());
console.log(`${asked.join(' ')} → ${Array.from(answer).join(' ')}`);
