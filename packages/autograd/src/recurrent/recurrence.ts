import { empty, NDArray, zeros } from '@zero-to-gpt/linalg';
import { gruRule, lstmRule, plainRule, type RecurrenceRule } from '@zero-to-gpt/rnn';
import { tracedGradients } from '../gradients/traced-gradients.ts';
import { concat, stack } from '../operations/functional.ts';
import type { Traced } from '../tape/vocabulary.ts';
import { apply, Tensor } from '../tensor.ts';

/** Kinds of recurrent cells: plain ones by what squashes their sums. */
export type CellKind = 'tanh' | 'relu' | 'gru' | 'lstm';

/** What a recurrent cell remembers between steps. */
export interface CellState {
  /** Hidden state (B, H). */
  readonly h: Tensor;
  /** Cell state (B, H), of an LSTM alone. */
  readonly c?: Tensor;
}

/** What the steps of a recurrence share. */
export interface RecurrenceWeights {
  /** Weights on the state, (G·H, H), for G gates. */
  readonly weight: Tensor;
  /** GRU's bias on the state's part of the new value, (H), which the reset gate holds back; null without. */
  readonly bias: Tensor | null;
}

/**
 * All steps of a recurrent cell as one node on the tape, by chapter 4's loops over memory that is written in place.
 * sums (B, T, G·H): what inputs and biases add to the gates. Gives the results (B, T, H) and the last state.
 */
export function recurrence(
  kind: CellKind,
  sums: Tensor,
  { weight, bias }: RecurrenceWeights,
  { h, c }: CellState,
): { readonly y: Tensor; readonly state: CellState } {
  const inputs = [sums, weight, h, ...(c ? [c] : []), ...(bias ? [bias] : [])];
  for (const input of inputs) checkAlike(sums, input);
  const [y, lastH, lastC] = apply((...xs) => recurrenceRule(kind, xs), ...inputs) as [Tensor, Tensor, Tensor?];
  return { y, state: { h: lastH, ...(lastC && { c: lastC }) } };
}

/** The loops write memory that they do not look at: all of it has to be of one kind, in one place. */
function checkAlike(sums: Tensor, { dtype, device }: Tensor): void {
  if (dtype !== sums.dtype || device !== sums.device)
    throw new TypeError(
      `Cannot go through steps of ${sums.dtype} on ${sums.device.name} with weights or a state of ${dtype} on ${device.name}: convert by astype, or move one of them`,
    );
}

/** Chapter 4's loops. */
function loopsOf(kind: CellKind): RecurrenceRule {
  if (kind === 'gru') return gruRule;
  return kind === 'lstm' ? lstmRule : plainRule(kind);
}

/** Inputs by name: sums, weight, h, an LSTM's c, a GRU's bias. */
interface Named<A> {
  readonly sums: A;
  readonly weight: A;
  readonly h: A;
  readonly c: A | undefined;
  readonly bias: A | undefined;
}

function named<A>(kind: CellKind, [sums, weight, h, more]: readonly A[]): Named<A> {
  return {
    sums: sums!,
    weight: weight!,
    h: h!,
    c: kind === 'lstm' ? more : undefined,
    bias: kind === 'gru' ? more : undefined,
  };
}

/** The loops of chapter 4 on arrays; on tensors the same step by step, each operation remembered. */
function recurrenceRule(kind: CellKind, inputs: readonly NDArray[]): Traced<NDArray> {
  if (inputs[0] instanceof NDArray) return inPlace(kind, inputs);
  // Casts: createGraph runs rules on tensors
  return stepByStep(kind, inputs as readonly unknown[] as readonly Tensor[]) as unknown as Traced<NDArray>;
}

function inPlace(kind: CellKind, inputs: readonly NDArray[]): Traced<NDArray> {
  const { sums, weight, h, c, bias } = named(kind, inputs);
  const [B, T, rows] = sums.shape as [number, number, number];
  const H = weight.shape[1]!;
  const like = { dtype: sums.dtype, device: sums.device };
  const gates = empty([T, B, rows], like).assign(sums.permute(1, 0, 2)); // the rule's to overwrite and keep
  const before = { h, ...(c && { c }) };
  const loops = loopsOf(kind);
  const { hs, last, kept } = loops.forward(gates, weight, before, bias ?? null);
  const y = hs.slice({ start: 1 }).permute(1, 0, 2).contiguous();
  const states = [last.h, ...(last.c ? [last.c] : [])].map((state) => state.clone()); // a state must not keep all steps alive
  return {
    name: kind === 'tanh' || kind === 'relu' ? 'rnn' : kind,
    values: [y, ...states],
    saved: [hs, weight, ...Object.values(kept)],
    backward([dy, dh, dc], needs) {
      const none = (): NDArray => zeros([B, H], like);
      const after = dh || dc ? { h: dh ?? none(), ...(c && { c: dc ?? none() }) } : null;
      const dhs = dy ? dy.permute(1, 0, 2).contiguous() : zeros([T, B, H], like);
      const { gi, gh, first } = loops.backward(dhs, after, hs, kept, weight);
      const flat = gh.reshape(T * B, rows);
      const dw = needs[1] ? flat.mT.matmul(hs.slice({ stop: T }).reshape(T * B, H)) : null;
      const dbias = bias && needs[3] ? [flat.slice({}, { start: rows - H }).sum({ axis: 0 })] : bias ? [null] : [];
      return [gi.permute(1, 0, 2), dw, first.h, ...(c ? [first.c!] : []), ...dbias];
    },
  };
}

function stepByStep(kind: CellKind, inputs: readonly Tensor[]): Traced<Tensor> {
  const { sums, weight, h, c, bias } = named(kind, inputs);
  const steps = sums.split(sums.shape[1]!, { axis: 1 }).map((step) => step.squeeze(1)); // T of (B, G·H)
  const ys: Tensor[] = [];
  let state: CellState = { h, ...(c && { c }) };
  for (const step of steps) {
    state = next[kind](step, state, { weight, bias: bias ?? null });
    ys.push(state.h);
  }
  const values = [stack(ys, { axis: 1 }), state.h, ...(state.c ? [state.c] : [])];
  return {
    values,
    backward(dys) {
      const roots = values.flatMap((value, i) => (dys[i] ? [[value.variable, dys[i]] as const] : []));
      const found = tracedGradients(roots, new Set(inputs.map(({ variable }) => variable)), { stop: true });
      return inputs.map(({ variable }) => {
        const dx = found.get(variable) ?? null;
        found.delete(variable); // a tensor that is two inputs has the sum of both already
        return dx;
      });
    },
  };
}

type Step = (sums: Tensor, state: CellState, weights: RecurrenceWeights) => CellState;

/** One step of each kind on tensors: sums (B, G·H), state (B, H). What chapter 4's rules do, in words. */
const next: Readonly<Record<CellKind, Step>> = {
  tanh: (sums, { h }, { weight }) => ({ h: sums.add(h.matmul(weight.mT)).tanh() }),
  relu: (sums, { h }, { weight }) => ({ h: sums.add(h.matmul(weight.mT)).relu() }),
  gru(sums, { h }, { weight, bias }) {
    const [ri, zi, ni] = sums.split(3, { axis: 1 }) as [Tensor, Tensor, Tensor];
    const [rh, zh, nh] = h.matmul(weight.mT).split(3, { axis: 1 }) as [Tensor, Tensor, Tensor];
    const [r, z] = [ri.add(rh).sigmoid(), zi.add(zh).sigmoid()];
    const n = ni.add(r.mul(bias ? nh.add(bias) : nh)).tanh();
    return { h: n.add(z.mul(h.sub(n))) };
  },
  lstm(sums, { h, c }, { weight }) {
    const gates = sums.add(h.matmul(weight.mT)).split(4, { axis: 1 });
    const [i, f, g, o] = gates as [Tensor, Tensor, Tensor, Tensor];
    const kept = f.sigmoid().mul(c!).add(i.sigmoid().mul(g.tanh()));
    return { h: o.sigmoid().mul(kept.tanh()), c: kept };
  },
};

/** What both biases add to the gates before the steps, and what is left for a GRU's new value. */
export function splitBiases(
  kind: CellKind,
  biasIh: Tensor | null,
  biasHh: Tensor | null,
): { readonly simple: Tensor | null; readonly rest: Tensor | null } {
  if (!biasIh || !biasHh) return { simple: null, rest: null };
  if (kind !== 'gru') return { simple: biasIh.add(biasHh), rest: null };
  const { device, dtype } = biasHh;
  const stop = (biasHh.size / 3) * 2;
  const none = new Tensor(zeros([biasHh.size - stop], { device, dtype }));
  return { simple: biasIh.add(concat([biasHh.slice({ stop }), none])), rest: biasHh.slice({ start: stop }) };
}
