// The documented subset of linreg in one file, the way a learner would write it.

import { array, linalg, type NDArray, Random } from '@zero-to-gpt/linalg';

interface Options {
  solver?: 'gd' | 'sgd' | 'lstsq';
  lr?: number;
  epochs?: number;
  batchSize?: number;
  l2?: number;
}
interface Samples {
  x: NDArray;
  y: NDArray;
}

const same = (p: NDArray, t: NDArray): void => {
  if (p.shape.join() !== t.shape.join()) throw new RangeError(`Cannot compare [${p.shape}] with [${t.shape}]`);
};

export function mseLoss(p: NDArray, t: NDArray): number {
  same(p, t);
  return p.sub(t).mul(p.sub(t)).mean().item();
}
export function mseGradient(p: NDArray, t: NDArray): NDArray {
  same(p, t);
  return p.sub(t).mul(2 / p.shape[0]!);
}
export function maeLoss(p: NDArray, t: NDArray): number {
  same(p, t);
  return p.sub(t).abs().mean().item();
}
export function maeGradient(p: NDArray, t: NDArray): NDArray {
  return p.sub(t).sign().div(p.shape[0]!);
}
export function r2Score(p: NDArray, t: NDArray): number {
  return 1 - mseLoss(p, t) / mseLoss(t.mean().add(t.mul(0)), t);
}

/** x ↦ (x − shift) / scale, with 1 for a scale of 0. */
class Scaler {
  shift: NDArray | null = null;
  scale: NDArray | null = null;
  readonly measure: (x: NDArray) => { shift: NDArray; scale: NDArray };

  constructor(measure: (x: NDArray) => { shift: NDArray; scale: NDArray }) {
    this.measure = measure;
  }
  fit(x: NDArray): this {
    const { shift, scale } = this.measure(x);
    this.shift = shift;
    this.scale = array((scale.toArray() as number[]).map((s) => (s === 0 ? 1 : s)));
    return this;
  }
  transform(x: NDArray): NDArray {
    if (!this.shift || !this.scale) throw new Error('Cannot transform: call fit(x) first');
    return x.sub(this.shift).div(this.scale);
  }
  fitTransform(x: NDArray): NDArray {
    return this.fit(x).transform(x);
  }
  inverseTransform(x: NDArray): NDArray {
    return x.mul(this.scale!).add(this.shift!);
  }
  dispose(): void {}
}
export class StandardScaler extends Scaler {
  constructor() {
    super((x) => {
      const shift = x.mean({ axis: 0 });
      const error = x.sub(shift);
      return { shift, scale: error.mul(error).mean({ axis: 0 }).sqrt() };
    });
  }
}
export class MinMaxScaler extends Scaler {
  constructor() {
    super((x) => ({ shift: x.min({ axis: 0 }), scale: x.max({ axis: 0 }).sub(x.min({ axis: 0 })) }));
  }
}

const pick = ({ x, y }: Samples, order: readonly number[]): Samples => {
  const positions = array(order, { dtype: 'int32' });
  return { x: x.take(positions), y: y.take(positions) };
};
export function sequentialSplit(x: NDArray, y: NDArray): { train: Samples; valid: Samples; test: Samples } {
  const n = x.shape[0]!;
  const [i, j] = [Math.floor(0.7 * n), Math.floor(0.85 * n)];
  const part = (start: number, stop: number) => ({ x: x.slice({ start, stop }), y: y.slice({ start, stop }) });
  return { train: part(0, i), valid: part(i, j), test: part(j, n) };
}
export function trainTestSplit(
  x: NDArray,
  y: NDArray,
  { testSize = 0.25, random = new Random(0) }: { testSize?: number; random?: Random } = {},
): { train: Samples; test: Samples } {
  const order = Array.from(random.permutation(x.shape[0]!));
  const cut = Math.ceil(testSize * order.length);
  return { train: pick({ x, y }, order.slice(cut)), test: pick({ x, y }, order.slice(0, cut)) };
}

export class LinearRegression {
  readonly options: Options;
  history: number[] = [];
  #coef: NDArray | null = null;
  #intercept = 0;

  constructor(options: Options = {}) {
    this.options = options;
  }
  get coef(): NDArray {
    if (!this.#coef) throw new Error('Cannot predict: call fit(x, y) first');
    return this.#coef;
  }
  get intercept(): number {
    return this.#intercept;
  }
  predict(x: NDArray): NDArray {
    return x.matmul(this.coef.reshape(-1, 1)).reshape(-1).add(this.#intercept);
  }
  score(x: NDArray, y: NDArray): number {
    return r2Score(this.predict(x), y);
  }
  dispose(): void {}

  fit(x: NDArray, y: NDArray): this {
    if (x.shape[0] !== y.shape[0]) throw new RangeError(`Cannot fit [${x.shape}] to [${y.shape}]`);
    const { solver = 'gd', epochs = 100, l2 = 0 } = this.options;
    if (solver === 'lstsq') return this.#solve(x, y, l2);
    const [n, d] = x.shape as [number, number];
    const size = solver === 'sgd' ? (this.options.batchSize ?? 32) : n;
    const random = new Random(0);
    [this.#coef, this.#intercept] = [array(Array<number>(d).fill(0)), 0];
    this.history = [mseLoss(this.predict(x), y)];
    for (let epoch = 1; epoch <= epochs; epoch++) {
      const order = Array.from(random.permutation(n));
      for (let from = 0; from < n; from += size) this.#step(pick({ x, y }, order.slice(from, from + size)), l2);
      const loss = mseLoss(this.predict(x), y);
      if (!Number.isFinite(loss)) throw new RangeError(`Cannot fit: the loss is ${loss} after epoch ${epoch}`);
      this.history.push(loss);
    }
    return this;
  }
  #step({ x, y }: Samples, l2: number): void {
    const { lr = 0.1 } = this.options;
    const dy = mseGradient(this.predict(x), y);
    const slope = x.T.matmul(dy.reshape(-1, 1))
      .reshape(-1)
      .add(this.coef.mul(2 * l2));
    this.#intercept -= lr * dy.sum().item();
    this.#coef = this.coef.sub(slope.mul(lr));
  }
  /** The normal equation of ridge, on centred samples. */
  #solve(x: NDArray, y: NDArray, l2: number): this {
    const [n, d] = x.shape as [number, number];
    const [meanX, meanY] = [x.mean({ axis: 0 }), y.mean()];
    const [a, b] = [x.sub(meanX), y.sub(meanY).reshape(-1, 1)];
    const ridge = Array.from({ length: d }, (_, i) => Array.from({ length: d }, (_, j) => (i === j ? n * l2 : 0)));
    this.#coef = linalg.solve(a.T.matmul(a).add(array(ridge)), a.T.matmul(b).reshape(-1));
    this.#intercept = meanY.item() - meanX.mul(this.#coef).sum().item();
    this.history = [mseLoss(this.predict(x), y)];
    return this;
  }
}
