// The documented subset of rnn in one file, the way a learner would write it: slow, and plain.

import { init, type Layer, type Loss, Parameter } from '@zero-to-gpt/dense';
import {
  array,
  concat,
  defaultRandom,
  type NDArray,
  Random,
  scope,
  stack,
  tidy,
  unscoped,
  zeros,
} from '@zero-to-gpt/linalg';

interface State {
  h: NDArray;
}
type Step = { h: NDArray; kept: NDArray[] };

/** What RNN and GRU share; a kind says what one step is, and how slopes go back through it. */
abstract class Recurrent implements Layer {
  readonly parameters: Parameter[];
  readonly inputs: number;
  readonly hidden: number;
  state: State | null = null;
  #pass: { rows: NDArray[]; before: NDArray[]; kept: NDArray[][]; ids: boolean } | null = null;

  constructor(gates: number, inputs: number, hidden: number, { random = new Random(0) }: { random?: Random } = {}) {
    [this.inputs, this.hidden] = [inputs, hidden];
    const draw = (columns: number) => init.uniform([gates * hidden, columns], { random, bound: 1 / Math.sqrt(hidden) });
    this.parameters = ['weightIh', 'weightHh', 'biasIh', 'biasHh'].map((name, i) => {
      const drawn = draw([inputs, hidden, 1, 1][i]!);
      return new Parameter(name, i < 2 ? drawn : drawn.reshape(gates * hidden));
    });
  }
  protected abstract step(gi: NDArray, gh: NDArray, h: NDArray): Step;
  protected abstract back(d: NDArray, h: NDArray, kept: NDArray[]): { gi: NDArray; gh: NDArray; dh: NDArray };

  forward(x: NDArray, before?: State): NDArray {
    const [wi, wh, bi, bh] = this.parameters.map((parameter) => parameter.value) as [
      NDArray,
      NDArray,
      NDArray,
      NDArray,
    ];
    const ids = x.dtype === 'int32';
    const [B, T] = x.shape as [number, number];
    if (!ids && x.shape[2] !== this.inputs) throw new RangeError(`Cannot take [${x.shape}]`);
    const hot = array(
      Array.from({ length: this.inputs }, (_, i) => i),
      { dtype: 'int32' },
    );
    const wide = ids ? x.unsqueeze(-1).equal(hot).astype('float32') : x;
    let h = before?.h ?? zeros([B, this.hidden]);
    return tidy(() => {
      const rows = Array.from({ length: T }, (_, t) => wide.slice({}, t).clone());
      const [states, kept] = [[h] as NDArray[], [] as NDArray[][]];
      for (const row of rows) {
        const found = this.step(row.matmul(wi.mT).add(bi), h.matmul(wh.mT).add(bh), h);
        h = found.h;
        states.push(h);
        kept.push(found.kept);
      }
      unscoped(() => {
        const own = (list: NDArray[]) => list.map((each) => each.clone());
        this.#pass = { rows: own(rows), before: own(states.slice(0, -1)), kept: kept.map(own), ids };
        this.state = { h: h.clone() };
      });
      return stack(states.slice(1), { axis: 1 });
    });
  }
  backward(dy: NDArray): NDArray {
    if (!this.#pass) throw new Error('Cannot go backward: call forward first');
    const { rows, before, kept, ids } = this.#pass;
    const [wi, wh, bi, bh] = this.parameters as [Parameter, Parameter, Parameter, Parameter];
    this.#pass = null;
    return tidy(() => {
      let dh = zeros(before[0]!.shape);
      const dx: NDArray[] = [];
      for (let t = rows.length - 1; t >= 0; t--) {
        const found = this.back(dy.slice({}, t).add(dh), before[t]!, kept[t]!);
        wi.accumulate(found.gi.mT.matmul(rows[t]!));
        wh.accumulate(found.gh.mT.matmul(before[t]!));
        bi.accumulate(found.gi.sum({ axis: 0 }));
        bh.accumulate(found.gh.sum({ axis: 0 }));
        dh = found.dh.add(found.gh.matmul(wh.value));
        dx.unshift(found.gi.matmul(wi.value));
      }
      for (const each of [...rows, ...before, ...kept.flat()]) each.dispose();
      return ids ? zeros(dy.shape.slice(0, 2)) : stack(dx, { axis: 1 });
    });
  }
  [Symbol.dispose](): void {
    for (const parameter of this.parameters) parameter[Symbol.dispose]();
  }
}

export class RNN extends Recurrent {
  constructor(inputs: number, hidden: number, options?: { random?: Random }) {
    super(1, inputs, hidden, options);
  }
  protected override step(gi: NDArray, gh: NDArray): Step {
    const h = gi.add(gh).tanh();
    return { h, kept: [h] };
  }
  protected override back(d: NDArray, _: NDArray, [h]: NDArray[]): { gi: NDArray; gh: NDArray; dh: NDArray } {
    const g = d.sub(d.mul(h!).mul(h!));
    return { gi: g, gh: g, dh: d.mul(0) };
  }
}

export class GRU extends Recurrent {
  constructor(inputs: number, hidden: number, options?: { random?: Random }) {
    super(3, inputs, hidden, options);
  }
  protected override step(gi: NDArray, gh: NDArray, h: NDArray): Step {
    const [ir, iz, innew] = gi.split(3, { axis: 1 }) as [NDArray, NDArray, NDArray];
    const [hr, hz, hn] = gh.split(3, { axis: 1 }) as [NDArray, NDArray, NDArray];
    const [r, z] = [ir.add(hr).sigmoid(), iz.add(hz).sigmoid()];
    const n = innew.add(r.mul(hn)).tanh();
    return { h: n.add(z.mul(h.sub(n))), kept: [r, z, n, hn] };
  }
  protected override back(d: NDArray, h: NDArray, kept: NDArray[]): { gi: NDArray; gh: NDArray; dh: NDArray } {
    const [r, z, n, hn] = kept as [NDArray, NDArray, NDArray, NDArray];
    const dn = d.sub(d.mul(z));
    const an = dn.sub(dn.mul(n).mul(n));
    const az = d.mul(h.sub(n)).mul(z).mul(z.mul(-1).add(1));
    const ar = an.mul(hn).mul(r).mul(r.mul(-1).add(1));
    return { gi: concat([ar, az, an], { axis: 1 }), gh: concat([ar, az, an.mul(r)], { axis: 1 }), dh: d.mul(z) };
  }
}

export class LastStep implements Layer {
  readonly parameters: Parameter[] = [];
  #shape: readonly number[] = [];
  forward(x: NDArray): NDArray {
    this.#shape = x.shape;
    return x.slice({}, -1).clone();
  }
  backward(dy: NDArray): NDArray {
    const dx = zeros(this.#shape);
    dx.slice({}, -1).assign(dy);
    return dx;
  }
  [Symbol.dispose](): void {}
}

export function perStep(loss: (p: NDArray, t: NDArray) => Loss): (p: NDArray, t: NDArray) => Loss {
  return (p, t) => {
    const { value, gradient } = loss(p.reshape(-1, p.shape[2]!), t.reshape(-1));
    return { value, gradient: gradient.reshape(...p.shape) };
  };
}

export function clipGradNorm(parameters: readonly Parameter[], { maxNorm = 1 }: { maxNorm?: number } = {}): NDArray {
  using step = scope();
  const norm = Math.sqrt(parameters.reduce((sum, { grad }) => sum + grad.mul(grad).sum().item(), 0));
  for (const { grad } of parameters) grad.assign(grad.mul(Math.min(1, maxNorm / (norm + 1e-6))));
  return step.keep(array(norm));
}

export function slidingWindows(
  x: NDArray,
  targets: NDArray,
  { length }: { length: number },
): { x: NDArray; y: NDArray } {
  const starts = Array.from({ length: x.shape[0]! - length }, (_, i) => i);
  if (starts.length === 0) throw new RangeError('Cannot cut windows: the series is too short');
  return {
    x: stack(starts.map((start) => x.slice({ start, stop: start + length }))),
    y: targets.take(starts.map((start) => start + length)),
  };
}

interface Vocab {
  size: number;
  characters: string[];
  boundary: 0;
  encode(word: string): Int32Array;
  decode(ids: Iterable<number>): string;
}

export function charVocab(words: Iterable<string>): Vocab {
  const characters = [...new Set([...words].join(''))].sort();
  return {
    size: characters.length + 1,
    characters,
    boundary: 0,
    encode: (word) =>
      Int32Array.from([...word], (character) => {
        if (!characters.includes(character)) throw new RangeError(`Cannot encode ${character}`);
        return characters.indexOf(character) + 1;
      }),
    decode: (ids) => [...ids].map((id) => (id === 0 ? '' : characters[id - 1]!)).join(''),
  };
}

export function wordArrays(words: readonly string[], vocab: Vocab): { x: NDArray; y: NDArray } {
  const T = 1 + Math.max(...words.map((word) => word.length));
  const rows = words.map((word) => [...vocab.encode(word)]);
  const filled = (list: number[], filler: number) => [...list, ...Array<number>(T - list.length).fill(filler)];
  return {
    x: array(
      rows.map((row) => filled([0, ...row], 0)),
      { dtype: 'int32' },
    ),
    y: array(
      rows.map((row) => filled([...row, 0], -100)),
      { dtype: 'int32' },
    ),
  };
}

export function countLoss(
  words: readonly string[],
  test: readonly string[],
  vocab: Vocab,
  { context = 1, smoothing = 0.1 }: { context?: number; smoothing?: number } = {},
): number {
  const counts = new Map<string, number>();
  const each = (word: string, f: (before: string, id: number) => void): void => {
    const ids = [...Array<number>(context).fill(0), ...vocab.encode(word), 0];
    for (let i = context; i < ids.length; i++) f(ids.slice(i - context, i).join('-'), ids[i]!);
  };
  const add = (key: string): unknown => counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const word of words)
    each(word, (before, id) => {
      add(`${before}>${id}`);
      add(`${before}>`);
    });
  const losses: number[] = [];
  for (const word of test)
    each(word, (before, id) => {
      const [some, all] = [counts.get(`${before}>${id}`) ?? 0, counts.get(`${before}>`) ?? 0];
      losses.push(-Math.log((some + smoothing) / (all + smoothing * vocab.size)));
    });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

export function* sampleSequence(
  recurrent: Layer & { forward(x: NDArray, before?: State): NDArray; state: State | null },
  head: Layer,
  {
    maxLength = 100,
    temperature = 1,
    random = defaultRandom(),
  }: { maxLength?: number; temperature?: number; random?: Random } = {},
): Generator<number> {
  let state: State | undefined;
  let id = 0;
  for (let i = 0; i < maxLength; i++) {
    const y = recurrent.forward(array([[id]], { dtype: 'int32' }), state);
    const scores = [...head.forward(y).toFlat()];
    state = recurrent.state ?? undefined;
    if (temperature === 0) id = scores.indexOf(Math.max(...scores));
    else {
      const weights = scores.map((score) => Math.exp((score - Math.max(...scores)) / temperature));
      let rest = random.next() * weights.reduce((sum, w) => sum + w, 0);
      id = weights.findIndex((w) => {
        rest -= w;
        return rest < 0;
      });
    }
    if (id === 0) return;
    yield id;
  }
}
