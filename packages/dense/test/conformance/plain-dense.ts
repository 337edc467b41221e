// The documented subset of dense in one file, the way a learner would write it.
// Longer than 300 lines: one file is what it shows.

import { array, logSumExp, type NDArray, Random, type Shape, tidy, unscoped, zeros } from '@zero-to-gpt/linalg';

interface Draw {
  random?: Random;
  bound?: number;
}
type Init = (shape: Shape, options: Draw) => NDArray;
interface Layer {
  forward(x: NDArray): NDArray;
  backward(dy: NDArray): NDArray;
  parameters: readonly Parameter[];
  [Symbol.dispose](): void;
}
interface Loss {
  value: NDArray;
  gradient: NDArray;
}

export class Parameter {
  readonly name: string;
  readonly value: NDArray;
  grad: NDArray;

  constructor(name: string, value: NDArray) {
    this.name = name;
    this.value = unscoped(() => value.clone());
    this.grad = unscoped(() => zeros(value.shape));
  }
  accumulate(slopes: NDArray): void {
    if (slopes.shape.join() !== this.grad.shape.join()) throw new RangeError(`Cannot add slopes [${slopes.shape}]`);
    tidy(() => this.grad.assign(this.grad.add(slopes)));
  }
  zeroGrad(): void {
    this.grad.fill(0);
  }
  [Symbol.dispose](): void {
    this.value.dispose();
    this.grad.dispose();
  }
}

const fans = (shape: Shape) => {
  const window = shape.slice(2).reduce((product, n) => product * n, 1);
  return { in: shape[1]! * window, out: shape[0]! * window };
};
export const init = {
  uniform(shape: Shape, { random = new Random(0), bound = 1 / Math.sqrt(fans(shape).in) }: Draw = {}): NDArray {
    return random.uniform(shape, { low: -bound, high: bound });
  },
  xavier(shape: Shape, { random = new Random(0) }: Draw = {}): NDArray {
    return random.normal(shape, { std: Math.sqrt(2 / (fans(shape).in + fans(shape).out)) });
  },
  kaiming(shape: Shape, { random = new Random(0) }: Draw = {}): NDArray {
    return random.normal(shape, { std: Math.sqrt(2 / fans(shape).in) });
  },
};

export class Dense implements Layer {
  readonly weight: Parameter;
  readonly bias: Parameter | null = null;
  #x: NDArray | null = null;

  constructor(inputs: number, outputs: number, options: Draw & { bias?: boolean; init?: Init } = {}) {
    const draw = options.init ?? init.uniform;
    this.weight = new Parameter('weight', draw([outputs, inputs], options));
    const bound = 1 / Math.sqrt(inputs);
    if (options.bias !== false)
      this.bias = new Parameter(
        'bias',
        options.init ? zeros([outputs]) : init.uniform([outputs, 1], { ...options, bound }).reshape(outputs),
      );
  }
  get parameters(): readonly Parameter[] {
    return this.bias ? [this.weight, this.bias] : [this.weight];
  }
  forward(x: NDArray): NDArray {
    if (x.shape.at(-1) !== this.weight.value.shape[1]) throw new RangeError(`Cannot go through: x is [${x.shape}]`);
    this.#x = x;
    const product = x.matmul(this.weight.value.T);
    return this.bias ? product.add(this.bias.value) : product;
  }
  backward(dy: NDArray): NDArray {
    const rows = (a: NDArray): NDArray => a.reshape(-1, a.shape.at(-1)!);
    this.weight.accumulate(rows(dy).T.matmul(rows(this.#x!)));
    this.bias?.accumulate(rows(dy).sum({ axis: 0 }));
    return dy.matmul(this.weight.value);
  }
  [Symbol.dispose](): void {
    for (const parameter of this.parameters) parameter[Symbol.dispose]();
  }
}

/** A layer that learns nothing: y from x, and dx from dy and y. */
abstract class Bend implements Layer {
  readonly parameters: readonly Parameter[] = [];
  #y: NDArray | null = null;
  abstract value(x: NDArray): NDArray;
  abstract slope(dy: NDArray, y: NDArray): NDArray;
  forward(x: NDArray): NDArray {
    this.#y = this.value(x);
    return this.#y;
  }
  backward(dy: NDArray): NDArray {
    if (!this.#y) throw new Error('Cannot go backward: call forward first');
    return this.slope(dy, this.#y);
  }
  [Symbol.dispose](): void {}
}
export class ReLU extends Bend {
  value = (x: NDArray): NDArray => x.maximum(0);
  slope = (dy: NDArray, y: NDArray): NDArray => dy.mul(y.greater(0));
}
export class Sigmoid extends Bend {
  value = (x: NDArray): NDArray => x.neg().exp().add(1).pow(-1);
  slope = (dy: NDArray, y: NDArray): NDArray => dy.mul(y).mul(y.neg().add(1));
}
export class Tanh extends Bend {
  value = (x: NDArray): NDArray => x.tanh();
  slope = (dy: NDArray, y: NDArray): NDArray => dy.mul(y.mul(y).neg().add(1));
}
export class Softmax extends Bend {
  value = (x: NDArray): NDArray => x.sub(logSumExp(x, { axis: -1, keepdims: true })).exp();
  slope = (dy: NDArray, y: NDArray): NDArray => y.mul(dy.sub(dy.mul(y).sum({ axis: -1, keepdims: true })));
}

export class Sequential implements Layer {
  readonly layers: readonly Layer[];
  constructor(...layers: Layer[]) {
    this.layers = layers;
  }
  get parameters(): readonly Parameter[] {
    return this.layers.flatMap((layer) => layer.parameters);
  }
  forward(x: NDArray): NDArray {
    return this.layers.reduce((y, layer) => layer.forward(y), x);
  }
  backward(dy: NDArray): NDArray {
    return [...this.layers].reverse().reduce((slope, layer) => layer.backward(slope), dy);
  }
  [Symbol.dispose](): void {
    for (const layer of this.layers) layer[Symbol.dispose]();
  }
}

const mean = (losses: NDArray, slopes: NDArray): Loss => {
  const n = losses.shape.reduce((product, length) => product * length, 1);
  return { value: losses.sum().div(n), gradient: slopes.div(n) };
};
export function mseLoss(p: NDArray, t: NDArray): Loss {
  if (p.shape.join() !== t.shape.join()) throw new RangeError(`Cannot compare [${p.shape}] with [${t.shape}]`);
  const error = p.sub(t);
  return mean(error.mul(error), error.mul(2));
}
export function binaryCrossEntropyLoss(
  p: NDArray,
  t: NDArray,
  { fromLogits = false }: { fromLogits?: boolean } = {},
): Loss {
  const y = t.astype('float32');
  if (fromLogits)
    return mean(p.maximum(0).sub(p.mul(y)).add(p.abs().neg().exp().add(1).log()), p.neg().exp().add(1).pow(-1).sub(y));
  const no = p.neg().add(1);
  const losses = y.mul(p.log()).add(y.neg().add(1).mul(no.log())).neg();
  return mean(losses, p.sub(y).div(p.mul(no)));
}
export function oneHot(labels: NDArray, classes: number): NDArray {
  const rows = numbers(labels).map((label) => {
    if (!(label >= 0 && label < classes)) throw new RangeError(`Cannot write label ${label}`);
    return Array.from({ length: classes }, (_, k) => Number(k === label));
  });
  return array(rows);
}
export function nllLoss(logs: NDArray, labels: NDArray): Loss {
  const wanted = oneHot(labels, logs.shape[1]!);
  return { value: logs.mul(wanted).sum().div(-logs.shape[0]!), gradient: wanted.div(-logs.shape[0]!) };
}
export function crossEntropyLoss(scores: NDArray, labels: NDArray): Loss {
  if (scores.shape[0] !== labels.shape[0]) throw new RangeError(`Cannot compare [${scores.shape}], [${labels.shape}]`);
  const wanted = numbers(labels);
  const counted = wanted.filter((label) => label !== -100).length;
  const weights = array(wanted.map((label) => [Number(label !== -100) / counted]));
  const y = oneHot(array(wanted.map((label) => (label === -100 ? 0 : label))), scores.shape[1]!);
  const logs = scores.sub(logSumExp(scores, { axis: -1, keepdims: true }));
  return { value: logs.mul(y).mul(weights).sum().neg(), gradient: logs.exp().sub(y).mul(weights) };
}

export function* batches(
  x: NDArray,
  y: NDArray,
  { batchSize = 32, random, dropLast = false }: { batchSize?: number; random?: Random; dropLast?: boolean } = {},
): Generator<{ x: NDArray; y: NDArray }> {
  const n = x.shape[0]!;
  if (n !== y.shape[0]) throw new RangeError(`Cannot make batches of [${x.shape}] and [${y.shape}]`);
  const order = random ? Array.from(random.permutation(n)) : Array.from({ length: n }, (_, i) => i);
  for (let from = 0; from < (dropLast ? n - batchSize + 1 : n); from += batchSize)
    yield pick(x, y, order.slice(from, from + batchSize));
}
const pick = (x: NDArray, y: NDArray, order: readonly number[]) => {
  const rows = array(order, { dtype: 'int32' });
  return { x: x.take(rows), y: y.take(rows) };
};

interface Steps {
  lr: number;
  momentum?: number;
  weightDecay?: number;
}
export class Descent {
  lr: number;
  readonly #parameters: readonly Parameter[];
  readonly #velocities: NDArray[];
  readonly #options: Steps;
  constructor(parameters: readonly Parameter[], options: Steps) {
    this.lr = options.lr;
    this.#options = options;
    this.#parameters = parameters;
    this.#velocities = unscoped(() => parameters.map(({ value }) => zeros(value.shape)));
  }
  step(): void {
    const { momentum = 0, weightDecay = 0 } = this.#options;
    for (const [i, parameter] of this.#parameters.entries()) {
      const { value, grad } = parameter;
      const velocity = this.#velocities[i]!;
      tidy(() => {
        velocity.assign(velocity.mul(momentum).add(grad.add(value.mul(weightDecay))));
        value.assign(value.sub(velocity.mul(this.lr)));
      });
      parameter.zeroGrad();
    }
  }
  free(): void {
    for (const velocity of this.#velocities) velocity.dispose();
  }
}

interface Report {
  epoch: number;
  loss: number;
  validLoss?: number;
}
interface Fit {
  loss: (p: NDArray, t: NDArray) => Loss;
  lr?: number | ((epoch: number) => number);
  momentum?: number;
  weightDecay?: number;
  epochs?: number;
  batchSize?: number;
  random?: Random;
  valid?: { x: NDArray; y: NDArray };
  patience?: number;
  onGradient?: () => void;
  onEpoch?: (report: Report) => unknown;
}
export function fit(model: Layer, x: NDArray, y: NDArray, options: Fit): Report[] {
  const { loss, lr = 0.1, epochs = 10, batchSize = x.shape[0]!, random, valid, patience = Infinity } = options;
  if (!numbers(x).every(Number.isFinite)) throw new RangeError('Cannot fit: x has numbers that are none');
  const descent = new Descent(model.parameters, { ...options, lr: 0 });
  const history: Report[] = [];
  let [best, since] = [Infinity, 0];
  for (let epoch = 1; epoch <= epochs && since < patience; epoch++) {
    descent.lr = typeof lr === 'number' ? lr : lr(epoch);
    const walk = batches(x, y, { batchSize, ...(random && { random }) });
    const step = (): number | null =>
      tidy(() => {
        const { value: batch, done } = walk.next() as IteratorResult<{ x: NDArray; y: NDArray }>;
        if (done) return null;
        const { value, gradient } = loss(model.forward(batch.x), batch.y);
        model.backward(gradient);
        options.onGradient?.();
        descent.step();
        return value.item() * batch.x.shape[0]!;
      });
    let sum = 0;
    for (let part = step(); part !== null; part = step()) sum += part;
    if (!Number.isFinite(sum)) throw new RangeError(`Cannot fit: the loss is ${sum} in epoch ${epoch}`);
    const report: Report = { epoch, loss: sum / x.shape[0]! };
    if (valid) report.validLoss = tidy(() => loss(model.forward(valid.x), valid.y).value.item());
    since = report.validLoss! >= best ? since + 1 : 0;
    best = Math.min(best, report.validLoss ?? best);
    history.push(report);
    if (options.onEpoch?.(report) === false) break;
  }
  descent.free();
  return history;
}

const numbers = (x: NDArray): number[] => Array.from(x.toFlat());
const largest = (x: NDArray): number[] => (x.ndim === 2 ? numbers(x.argmax({ axis: 1 })) : numbers(x));

export function stratifiedSplit(
  x: NDArray,
  y: NDArray,
  { testSize = 0.25, random = new Random(0) }: { testSize?: number; random?: Random } = {},
): { train: { x: NDArray; y: NDArray }; test: { x: NDArray; y: NDArray } } {
  const labels = numbers(y);
  const [train, test]: [number[], number[]] = [[], []];
  for (const k of new Set(labels)) {
    const own = labels.flatMap((label, i) => (label === k ? [i] : []));
    const cut = Math.round(testSize * own.length);
    if (cut === 0) throw new RangeError(`Cannot split: class ${k} has too few samples`);
    const order = Array.from(random.permutation(own.length), (i) => own[i]!);
    test.push(...order.slice(0, cut));
    train.push(...order.slice(cut));
  }
  return { train: pick(x, y, train), test: pick(x, y, test) };
}
export function accuracy(prediction: NDArray, labels: NDArray): number {
  const [found, wanted] = [largest(prediction), numbers(labels)];
  return found.filter((label, i) => label === wanted[i]).length / wanted.length;
}
export function confusionMatrix(prediction: NDArray, labels: NDArray): NDArray {
  const [found, wanted] = [largest(prediction), numbers(labels)];
  const classes = Math.max(...found, ...wanted) + 1;
  const counts = Array.from({ length: classes }, () => new Array<number>(classes).fill(0));
  for (const [i, label] of wanted.entries()) counts[label]![found[i]!]!++;
  return array(counts);
}
export function precisionRecallF1(prediction: NDArray, labels: NDArray): object[] {
  const counts = confusionMatrix(prediction, labels);
  return Array.from({ length: counts.shape[0]! }, (_, k) => {
    const right = counts.get(k, k);
    const [said, support] = [counts.slice({}, k).sum().item(), counts.slice(k).sum().item()];
    const [precision, recall] = [right / (said || 1), right / (support || 1)];
    return { precision, recall, f1: right === 0 ? 0 : (2 * precision * recall) / (precision + recall), support };
  });
}
export function rocAuc(scores: NDArray, labels: NDArray): number {
  const [values, wanted] = [numbers(scores), numbers(labels)];
  const [yes, no] = [1, 0].map((k) => values.filter((_, i) => wanted[i] === k)) as [number[], number[]];
  const won = yes.flatMap((a) => no.map((b): number => (a > b ? 1 : a === b ? 0.5 : 0)));
  return won.reduce((sum, share) => sum + share, 0) / won.length;
}
