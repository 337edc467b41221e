import { type Layer, Linear, Sequential, type Tensor, tanh, tensor, Value } from '@zero-to-gpt/autograd';
import { math, Random, scope, tidy } from '@zero-to-gpt/linalg';

/** Where a demo writes, and from which seed it draws. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
  /** Of the points and the first weights. Default 1. */
  seed?: number;
  /** A look that takes a second: a quarter of the steps. Default false. */
  short?: boolean;
}

/**
 * One engine of backpropagation on numbers, and one on arrays: both find the slopes of micrograd's expression, and both
 * train the same net on two moons to the same loss. Writes each number and returns them by name.
 */
export async function demo({ log, seed = 1, short = false }: DemoOptions): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number, digits = 4): void => {
    numbers[name] = value;
    log(`${text.padEnd(56)}${value.toFixed(digits)}`);
  };
  log("micrograd's expression of a = −4 and b = 2, on numbers: the value, and its slopes");
  const [a, b] = [new Value(-4), new Value(2)];
  const g = expression(a, b, 10);
  g.backward();
  report('g', 'g', g.data);
  report('dgda', 'dg/da', a.grad);
  report('dgdb', 'dg/db', b.grad);
  tidy(() => {
    const [x, y] = [-4, 2].map((number) => tensor(number, { dtype: 'float64', requiresGrad: true })) as [
      Tensor,
      Tensor,
    ];
    expression(x, y, 10).backward();
    const apart = Math.max(Math.abs(x.grad!.item() - a.grad), Math.abs(y.grad!.item() - b.grad));
    report('expressionApart', 'slopes on tensors: largest difference', apart, 9);
    for (const each of [x, y]) each.dispose();
  });

  const points = twoMoons(80, new Random(seed));
  const steps = short ? 40 : 160;
  log(`two moons of ${points.length} points, ${steps} steps: share of right answers`);
  report('constant', 'always the same answer', 0.5, 3);
  const line = byTensors([2, 1], points, steps, seed);
  report('line', 'a line', line.right, 3);
  const values = byValues([2, 8, 1], points, steps, seed);
  report('values', '8 hidden units, on numbers one by one', values.right, 3);
  const tensors = byTensors([2, 8, 1], points, steps, seed);
  report('tensors', '8 hidden units, on tensors', tensors.right, 3);
  report('lossValues', 'loss after the last step, on numbers', values.loss);
  report('lossTensors', 'loss after the last step, on tensors', tensors.loss);
  report('lossApart', 'difference of the two', Math.abs(values.loss - tensors.loss), 9);
  log(`  a step took ${values.ms.toFixed(2)} ms on numbers, ${tensors.ms.toFixed(2)} ms on tensors`);
  return numbers;
}

/** What numbers and tensors of our own have in common. */
interface Numeric<N> {
  add(other: N | number): N;
  sub(other: N | number): N;
  mul(other: N | number): N;
  div(other: N | number): N;
  pow(other: number): N;
  neg(): N;
  relu(): N;
}

/** The expression on the first page of micrograd, with forks, powers and corners. */
function expression<N extends Numeric<N>>(a: N, b: N, ten: number): N {
  let c = a.add(b);
  let d = a.mul(b).add(b.pow(3));
  c = c.add(c.add(1));
  c = c.add(c.add(1).sub(a));
  d = d.add(d.mul(2).add(b.add(a).relu()));
  d = d.add(d.mul(3).add(b.sub(a).relu()));
  const f = c.sub(d).pow(2);
  return f.div(2).add(f.pow(-1).mul(ten));
}

interface Point {
  readonly x: readonly [number, number];
  /** −1 or 1: which moon. */
  readonly side: number;
}

/** Two half circles that reach into each other. */
function twoMoons(n: number, random: Random): Point[] {
  return Array.from({ length: n }, (_, i) => {
    const side = i % 2 === 0 ? 1 : -1;
    const angle = Math.PI * random.next();
    const [x, y] = [side * math.cos(angle), side * math.sin(angle)];
    const blur = (): number => 0.2 * (random.next() - 0.5);
    return { x: [x + (side < 0 ? 1 : 0) + blur(), y + (side < 0 ? 0.5 : 0) + blur()], side };
  });
}

interface Trained {
  readonly loss: number;
  /** Share of right answers. */
  readonly right: number;
  /** Of a step. */
  readonly ms: number;
}

const RATE = 6;

/** The weights that both engines begin with: layer by layer, (out, in), uniform in ±1/√in. */
function firstWeights(sizes: readonly number[], seed: number): Sequential {
  const random = new Random(seed).split('weights');
  const layers: (Layer | typeof tanh)[] = [];
  for (const [i, size] of sizes.slice(1).entries()) {
    if (i > 0) layers.push(tanh);
    layers.push(new Linear(sizes[i]!, size, { random, dtype: 'float64' }));
  }
  return new Sequential(...layers);
}

/** Descent on the mean of ln(1 + e^(−side · score)), each number a `Value` of its own. */
function byValues(sizes: readonly number[], points: readonly Point[], steps: number, seed: number): Trained {
  using net = firstWeights(sizes, seed);
  const layers = [...net.modules()]
    .filter((module) => module instanceof Linear)
    .map(({ weight, bias }) => ({
      weights: (weight.value.toArray() as number[][]).map((row) => row.map((number) => new Value(number))),
      biases: (bias!.value.toArray() as number[]).map((number) => new Value(number)),
    }));
  const parameters = layers.flatMap(({ weights, biases }) => [...weights.flat(), ...biases]);
  const score = ({ x }: Point): Value => {
    let inputs: Value[] = x.map((number) => new Value(number));
    for (const [i, { weights, biases }] of layers.entries()) {
      const sums = weights.map((row, k) => row.reduce((sum, w, j) => sum.add(w.mul(inputs[j]!)), biases[k]!));
      inputs = i === layers.length - 1 ? sums : sums.map((sum) => sum.tanh());
    }
    return inputs[0]!;
  };
  const started = performance.now();
  let loss = Number.NaN;
  for (let step = 0; step < steps; step++) {
    const losses = points.map((point) => score(point).mul(-point.side).exp().add(1).log());
    const mean = losses.reduce((sum, each) => sum.add(each)).div(points.length);
    loss = mean.data;
    for (const parameter of parameters) parameter.zeroGrad();
    mean.backward();
    for (const parameter of parameters) parameter.data -= RATE * parameter.grad;
  }
  const ms = (performance.now() - started) / steps;
  return {
    loss,
    ms,
    right: share(
      points,
      points.map((point) => score(point).data),
    ),
  };
}

/** The same descent, all points at once. */
function byTensors(sizes: readonly number[], points: readonly Point[], steps: number, seed: number): Trained {
  using _ = scope();
  using net = firstWeights(sizes, seed);
  const x = tensor(
    points.map((point) => [...point.x]),
    { dtype: 'float64' },
  );
  const minus = tensor(
    points.map(({ side }) => [-side]),
    { dtype: 'float64' },
  );
  const started = performance.now();
  let loss = Number.NaN;
  for (let step = 0; step < steps; step++) {
    using _ = scope();
    const mean = net.forward(x).mul(minus).exp().add(1).log().mean();
    loss = mean.item();
    net.zeroGrad();
    mean.backward();
    for (const { value, grad } of net.parameters()) value.assign(value.sub(grad!.mul(RATE)));
  }
  const ms = (performance.now() - started) / steps;
  return { loss, ms, right: share(points, [...net.forward(x).value.toFlat()]) };
}

function share(points: readonly Point[], scores: readonly number[]): number {
  return points.filter(({ side }, i) => side * scores[i]! > 0).length / points.length;
}
