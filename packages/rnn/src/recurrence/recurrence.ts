import { type InitOptions, init as inits, Parameter } from '@zero-to-gpt/dense';
import { checkOptions, type NDArray, sizeOf, tidy, unscoped, zeros } from '@zero-to-gpt/linalg';
import type { Kept, Rule, State } from './rule.ts';
import { affine } from './steps.ts';

/** Options of a recurrent layer. */
export interface RecurrentOptions extends InitOptions {
  /** Adds numbers to the sums, as PyTorch twice: with the input and with the state. Default true. */
  bias?: boolean;
}

/** What one forward pass kept. */
interface Pass {
  readonly x: NDArray;
  readonly hs: NDArray;
  readonly kept: Kept;
}

/**
 * The common part of RNN, GRU and LSTM: the weights, the inputs' share of the gates for all steps in one product, and the
 * slopes of the weights. What differs is the rule. Passes are kept on a stack: a cell that was called in a loop goes back
 * through its calls in the opposite order.
 */
export class Recurrence implements Disposable {
  readonly inputs: number;
  readonly hidden: number;
  /** weightIh (G·H, I), weightHh (G·H, H), biasIh (G·H), biasHh (G·H): PyTorch's names, shapes and order of gates. */
  readonly parameters: readonly Parameter[];
  readonly #name: string;
  readonly #rule: Rule;
  #passes: Pass[] = [];

  constructor(name: string, rule: Rule, inputs: number, hidden: number, given: RecurrentOptions) {
    const { bias = true, ...options } = checkOptions(name, given, ['bias', 'random', 'dtype', 'device']);
    for (const n of [inputs, hidden])
      if (!Number.isInteger(n) || n < 1)
        throw new RangeError(`Cannot make ${name}(${inputs}, ${hidden}): expected whole numbers of at least 1`);
    this.#name = name;
    this.#rule = rule;
    this.inputs = inputs;
    this.hidden = hidden;
    const rows = rule.gates * hidden;
    const bound = 1 / Math.sqrt(hidden);
    const draw = (columns: number): NDArray => inits.uniform([rows, columns], { bound, ...options });
    const names = bias ? (['weightIh', 'weightHh', 'biasIh', 'biasHh'] as const) : (['weightIh', 'weightHh'] as const);
    const widths = [inputs, hidden, 1, 1];
    this.parameters = names.map((each, k) => {
      const drawn = draw(widths[k]!);
      return new Parameter(each, k < 2 ? drawn : drawn.reshape(rows));
    });
  }

  /** Results (B, T, H) and the state after the last step. Keeps the pass; `replace` drops the passes before it. */
  forward(x: NDArray, before: State | undefined, replace: boolean): { y: NDArray; last: State } {
    const [B, T] = this.#checkInput(x);
    if (before) this.#checkState('state', before, B);
    if (replace) this.release();
    const { y, last, pass } = tidy(() => {
      const first = before ?? this.#zeroState(x, B);
      const { bias, rest } = this.#biases();
      const sums = this.#project(x, B, T, bias);
      const { hs, last, kept } = this.#rule.forward(sums, this.parameters[1]!.value, first, rest);
      const y = hs.slice({ start: 1 }).permute(1, 0, 2).contiguous();
      // copies: the state must not keep all steps alive
      const copied = { h: last.h.clone(), ...(last.c && { c: last.c.clone() }) };
      const pass = unscoped(() => ({ x: x.view(), hs: hs.view(), kept: views(kept) }));
      return { y, last: copied, pass };
    });
    this.#passes.push(pass);
    return { y, last };
  }

  /** Slopes of the inputs (null for ids) and of the state before, from those of results (B, T, H) and of the state after. */
  backward(dy: NDArray, dlast: State | null): { dx: NDArray | null; first: State } {
    const pass = this.#passes.at(-1);
    if (!pass) throw new Error(`Cannot go backward through ${this.#name}: call forward first, once for each backward`);
    const { x, hs, kept } = pass;
    const [T1, B, H] = hs.shape as [number, number, number];
    const wanted = [B, T1 - 1, H];
    if (`${dy.shape}` !== `${wanted}`)
      throw new RangeError(
        `Cannot go backward through ${this.#name}: dy is [${dy.shape}], expected the result's shape [${wanted}]`,
      );
    if (dlast) this.#checkState('slope of the state', dlast, B);
    const found = tidy(() => {
      const w = this.parameters[1]!.value;
      const { gi, gh, first } = this.#rule.backward(dy.permute(1, 0, 2).contiguous(), dlast, hs, kept, w);
      return { dx: this.#accumulate(x, hs, gi, gh), first };
    });
    this.#passes.pop();
    dispose(pass);
    return found;
  }

  /** Forgets the passes that were kept. */
  release(): void {
    for (const pass of this.#passes) dispose(pass);
    this.#passes = [];
  }

  [Symbol.dispose](): void {
    this.release();
    for (const parameter of this.parameters) parameter[Symbol.dispose]();
  }

  /** x·wᵀ + b for all steps at once, time first: (T, B, G·H). Ids stand for one-hot rows: they take columns of w. */
  #project(x: NDArray, B: number, T: number, b: NDArray | null): NDArray {
    const w = this.parameters[0]!.value;
    if (x.dtype !== 'int32') return affine(x.permute(1, 0, 2).contiguous(), w, b);
    const table = b ? w.mT.add(b) : w.mT.contiguous(); // (I, G·H)
    return table.take(timeFirst(x)).reshape(T, B, w.shape[0]!);
  }

  /** All biases that are simply added, (G·H), and the state's for the gates where they are not. */
  #biases(): { bias: NDArray | null; rest: NDArray | null } {
    const [bi, bh] = [this.parameters[2]?.value, this.parameters[3]?.value];
    if (!bi || !bh) return { bias: null, rest: null };
    const stop = bh.shape[0]! - this.#rule.apart * this.hidden;
    const bias = bi.clone();
    const simple = bias.slice({ stop });
    bias.device.binary('add', simple, bh.slice({ stop }), simple);
    return { bias, rest: this.#rule.apart > 0 ? bh.slice({ start: stop }) : null };
  }

  #accumulate(x: NDArray, hs: NDArray, gi: NDArray, gh: NDArray): NDArray | null {
    const [T, B, rows] = gi.shape as [number, number, number];
    const [wi, wh, bi, bh] = this.parameters as [Parameter, Parameter, Parameter?, Parameter?];
    const [flatI, flatH] = [gi.reshape(T * B, rows), gh.reshape(T * B, rows)];
    wh.accumulate(flatH.mT.matmul(hs.slice({ stop: T }).reshape(T * B, this.hidden)));
    bi?.accumulate(flatI.sum({ axis: 0 }));
    bh?.accumulate(flatH.sum({ axis: 0 }));
    if (x.dtype === 'int32') {
      const like = { dtype: gi.dtype, device: gi.device };
      const table = zeros([this.inputs, rows], like);
      gi.device.scatterAdd(timeFirst(x), flatI, table);
      wi.accumulate(table.mT);
      return null;
    }
    wi.accumulate(flatI.mT.matmul(x.permute(1, 0, 2).reshape(T * B, this.inputs)));
    return flatI.matmul(wi.value).reshape(T, B, this.inputs).permute(1, 0, 2).contiguous();
  }

  #zeroState(x: NDArray, B: number): State {
    const dtype = this.parameters[0]!.value.dtype;
    const zero = (): NDArray => zeros([B, this.hidden], { dtype, device: x.device });
    return this.#rule.cell ? { h: zero(), c: zero() } : { h: zero() };
  }

  #checkInput(x: NDArray): readonly [B: number, T: number] {
    const ids = x.dtype === 'int32';
    const fits = ids ? x.ndim === 2 : x.ndim === 3 && x.shape[2] === this.inputs;
    if (!fits || sizeOf(x.shape) === 0)
      throw new RangeError(
        `Cannot go through ${this.#name}(${this.inputs}, ${this.hidden}): x is [${x.shape}] ${x.dtype}, expected [batch, time, ${this.inputs}] of floats, or ids [batch, time] of int32, and no empty axis`,
      );
    if (ids) {
      const flat = x.toFlat();
      const at = flat.findIndex((id) => id < 0 || id >= this.inputs);
      if (at >= 0)
        throw new RangeError(
          `Cannot go through ${this.#name}: id ${flat[at]} (element ${at}), expected 0 to ${this.inputs - 1}`,
        );
    }
    return [x.shape[0]!, x.shape[1]!];
  }

  #checkState(what: string, state: State, B: number): void {
    const wanted = `${[B, this.hidden]}`;
    const parts = this.#rule.cell
      ? ([
          ['h', state.h],
          ['c', state.c],
        ] as const)
      : ([['h', state.h]] as const);
    for (const [name, x] of parts)
      if (!x || `${x.shape}` !== wanted)
        throw new RangeError(
          `Cannot go through ${this.#name}: the ${what} has ${name} ${x ? `[${x.shape}]` : 'missing'}, expected [${wanted}]`,
        );
  }
}

/** Ids (B, T) as one list, the first step of all sequences first. */
function timeFirst(ids: NDArray): NDArray {
  return ids.permute(1, 0).reshape(-1);
}

function views(kept: Kept): Kept {
  return Object.fromEntries(Object.entries(kept).map(([name, x]) => [name, x.view()]));
}

function dispose({ x, hs, kept }: Pass): void {
  for (const array of [x, hs, ...Object.values(kept)]) array.dispose();
}
