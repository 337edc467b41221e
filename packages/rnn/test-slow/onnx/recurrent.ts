import { concat, type NDArray } from '@zero-to-gpt/linalg';
import { GRU, LSTM, RNN } from '@zero-to-gpt/rnn';
import { numberOf } from './attributes.ts';
import type { NodeProto } from './proto.ts';

/** ONNX's place of each of our gates: r z n are its z r h, and i f g o its i o f c. */
const gates = { RNN: [0], GRU: [1, 0, 2], LSTM: [0, 2, 3, 1] } as const;

/** One layer in one direction: W (1, G·H, I), R (1, G·H, H), B (1, 2·G·H); results Y, Y_h, Y_c. */
export function recurrent(node: NodeProto, [x, w, r, b, , h, c]: readonly (NDArray | undefined)[]): NDArray[] {
  const kind = node.operation as keyof typeof gates;
  const batchFirst = numberOf(node, 'layout', 0) === 1;
  const [inputs, hidden] = [w!.shape[2]!, r!.shape[2]!];
  const count = gates[kind].length;
  const ordered = (rows: NDArray): NDArray =>
    concat(gates[kind].map((gate) => rows.slice({ start: gate * hidden, stop: (gate + 1) * hidden })));
  using layer = new { RNN, GRU, LSTM }[kind](inputs, hidden, { bias: b !== undefined, device: x!.device });
  const biases = b?.slice(0).reshape(2, count * hidden);
  const given = [w!.slice(0), r!.slice(0), biases?.slice(0), biases?.slice(1)];
  for (const [i, { value }] of layer.parameters.entries()) value.assign(ordered(given[i]!));
  const first = (state: NDArray): NDArray => (batchFirst ? state.slice({}, 0) : state.slice(0)).contiguous();
  const before = h && { h: first(h), ...(c && { c: first(c) }) };
  const y = layer.forward(batchFirst ? x! : x!.transpose(0, 1).contiguous(), before);
  const last = layer.state!;
  const apart = (state: NDArray): NDArray => (batchFirst ? state.unsqueeze(1) : state.unsqueeze(0)).clone();
  const steps = batchFirst ? y.unsqueeze(2) : y.transpose(0, 1).unsqueeze(1); // (B, T, 1, H) or (T, 1, B, H)
  return [steps.contiguous(), apart(last.h), ...(last.c ? [apart(last.c)] : [])];
}
