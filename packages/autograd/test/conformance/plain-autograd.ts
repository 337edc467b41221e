// The documented subset of autograd in one file, the way a learner would write it: slow, and plain. Longer than 300 lines: that one file is the point.

import {
  type ArrayOptions,
  arange,
  array,
  defaultRandom,
  NDArray,
  type Nested,
  type Random,
  unscoped,
  where,
  zeros,
} from '@zero-to-gpt/linalg';

type Gradients = readonly (NDArray | null)[];
interface Traced {
  values: readonly NDArray[];
  backward(dys: Gradients, needs: readonly boolean[]): Gradients;
}
type Rule = (...inputs: NDArray[]) => Traced;
type Axes = { axis?: number; keepdims?: boolean };

let remembering = true;

export class Tensor {
  readonly value: NDArray;
  requiresGrad: boolean;
  grad: NDArray | null = null;
  inputs: readonly Tensor[] = [];
  back: ((dy: NDArray) => Gradients) | null = null;

  constructor(value: NDArray, { requiresGrad = false }: { requiresGrad?: boolean } = {}) {
    this.value = value;
    this.requiresGrad = requiresGrad;
  }
  get shape(): readonly number[] {
    return this.value.shape;
  }
  get ndim(): number {
    return this.value.ndim;
  }
  get size(): number {
    return this.value.size;
  }
  get dtype(): NDArray['dtype'] {
    return this.value.dtype;
  }
  get device(): NDArray['device'] {
    return this.value.device;
  }

  backward(): void {
    if (this.size !== 1) throw new RangeError(`Cannot go back from [${this.shape}]: wanted a single number`);
    if (!this.requiresGrad) throw new Error('Cannot go back: nothing requires a gradient');
    const gradients = new Map<Tensor, NDArray>([[this, this.value.mul(0).add(1)]]);
    for (const tensor of newestFirst(this)) {
      const dy = gradients.get(tensor);
      if (!dy) continue;
      if (!tensor.back) {
        tensor.accumulate(dy);
        continue;
      }
      const dxs = tensor.back(dy);
      for (const [i, input] of tensor.inputs.entries()) {
        const dx = dxs[i];
        if (!dx || !input.requiresGrad) continue;
        const fitted = unbroadcast(dx, input.shape);
        const before = gradients.get(input);
        gradients.set(input, before ? before.add(fitted) : fitted);
      }
    }
  }
  accumulate(dx: NDArray): void {
    const before = this.grad;
    this.grad = unscoped(() => (before ? before.add(dx) : dx.clone()));
    before?.dispose();
  }
  zeroGrad(): void {
    this.grad?.dispose();
    this.grad = null;
  }
  detach(): Tensor {
    return new Tensor(this.value.view());
  }
  item(): number {
    return this.value.item();
  }
  dispose(): void {
    this.value.dispose();
    this.zeroGrad();
  }

  add(other: Tensor | number): Tensor {
    return both(this, other, (a, b) => ({ values: [a.add(b)], backward: ([dy]) => [dy!, dy!] }));
  }
  sub(other: Tensor | number): Tensor {
    return both(this, other, (a, b) => ({ values: [a.sub(b)], backward: ([dy]) => [dy!, dy!.neg()] }));
  }
  mul(other: Tensor | number): Tensor {
    return both(this, other, (a, b) => ({ values: [a.mul(b)], backward: ([dy]) => [dy!.mul(b), dy!.mul(a)] }));
  }
  div(other: Tensor | number): Tensor {
    return both(this, other, (a, b) => ({
      values: [a.div(b)],
      backward: ([dy]) => [dy!.div(b), dy!.mul(a).div(b.mul(b)).neg()],
    }));
  }
  neg(): Tensor {
    return this.mul(-1);
  }
  exp(): Tensor {
    return applyOne((x) => {
      const y = x.exp();
      return { values: [y], backward: ([dy]) => [dy!.mul(y)] };
    }, this);
  }
  log(): Tensor {
    return applyOne((x) => ({ values: [x.log()], backward: ([dy]) => [dy!.div(x)] }), this);
  }
  relu(): Tensor {
    return applyOne((x) => ({ values: [x.relu()], backward: ([dy]) => [dy!.mul(x.greater(0))] }), this);
  }
  tanh(): Tensor {
    return applyOne((x) => {
      const y = x.tanh();
      return { values: [y], backward: ([dy]) => [dy!.sub(dy!.mul(y).mul(y))] };
    }, this);
  }
  matmul(other: Tensor): Tensor {
    return applyOne(
      (a, b) => ({ values: [a.matmul(b)], backward: ([dy]) => [dy!.matmul(b.mT), a.mT.matmul(dy!)] }),
      this,
      other,
    );
  }
  sum(options: Axes = {}): Tensor {
    const { axis } = options;
    return applyOne((x) => {
      const widen = (dy: NDArray): NDArray => {
        const kept = x.shape.map((d, i) => (axis === undefined || i === (axis + x.ndim) % x.ndim ? 1 : d));
        return dy.reshape(...kept).expand(...x.shape);
      };
      return { values: [x.sum(options)], backward: ([dy]) => [widen(dy!)] };
    }, this);
  }
  mean(options: Axes = {}): Tensor {
    const count = options.axis === undefined ? this.size : this.shape.at(options.axis)!;
    return this.sum(options).div(count);
  }
  reshape(...shape: number[]): Tensor {
    return applyOne((x) => ({ values: [x.reshape(...shape)], backward: ([dy]) => [dy!.reshape(...x.shape)] }), this);
  }
  transpose(i: number, j: number): Tensor {
    return applyOne((x) => ({ values: [x.transpose(i, j)], backward: ([dy]) => [dy!.transpose(i, j)] }), this);
  }
}

function both(a: Tensor, b: Tensor | number, rule: Rule): Tensor {
  const other = typeof b === 'number' ? new Tensor(array(b, { dtype: a.dtype, device: a.device })) : b;
  return applyOne(rule, a, other);
}

/** All that a tensor depends on, each before what it was made from. */
function newestFirst(root: Tensor): Tensor[] {
  const order: Tensor[] = [];
  const seen = new Set<Tensor>([root]);
  const open: { tensor: Tensor; next: number }[] = [{ tensor: root, next: 0 }];
  while (open.length > 0) {
    const top = open.at(-1)!;
    const input = top.tensor.inputs[top.next++];
    if (!input) {
      order.push(top.tensor);
      open.pop();
    } else if (!seen.has(input)) {
      seen.add(input);
      open.push({ tensor: input, next: 0 });
    }
  }
  return order.reverse();
}

function unbroadcast(dx: NDArray, shape: readonly number[]): NDArray {
  let sum = dx;
  while (sum.ndim > shape.length) sum = sum.sum({ axis: 0 });
  for (const [axis, d] of shape.entries())
    if (d === 1 && sum.shape[axis] !== 1) sum = sum.sum({ axis, keepdims: true });
  return sum;
}

export function tensor(
  nested: Nested,
  { requiresGrad = false, ...options }: ArrayOptions & { requiresGrad?: boolean } = {},
): Tensor {
  return new Tensor(array(nested, options), { requiresGrad });
}

/** A rule of several values goes back from each of them by itself: gradients add up. */
export function apply(rule: Rule, ...inputs: Tensor[]): Tensor[] {
  const needs = inputs.map((input) => input.requiresGrad);
  const { values, backward } = rule(...inputs.map((input) => input.value));
  const wanted = remembering && needs.includes(true);
  return values.map((value, i) => {
    const result = new Tensor(value, { requiresGrad: wanted });
    if (wanted) {
      result.inputs = inputs;
      result.back = (dy) =>
        backward(
          values.map((_, k) => (k === i ? dy : null)),
          needs,
        );
    }
    return result;
  });
}

export function applyOne(rule: Rule, ...inputs: Tensor[]): Tensor {
  return apply(rule, ...inputs)[0]!;
}

export function run(rule: Rule, ...inputs: NDArray[]): NDArray {
  return rule(...inputs).values[0]!;
}

export function only(dys: Gradients): NDArray {
  return dys[0]!;
}

export function noGrad(): Disposable;
export function noGrad<T>(f: () => T): T;
export function noGrad<T>(f?: () => T): T | Disposable {
  const before = remembering;
  const end = (): void => {
    remembering = before;
  };
  remembering = false;
  if (!f) return { [Symbol.dispose]: end };
  try {
    return f();
  } finally {
    end();
  }
}

export class Parameter extends Tensor {
  constructor(value: NDArray) {
    super(
      unscoped(() => value.clone()),
      { requiresGrad: true },
    );
    value.dispose();
  }
}

export abstract class Module {
  training = true;

  *fields(prefix = ''): Generator<[string, Parameter | NDArray | Module]> {
    for (const [key, value] of Object.entries(this))
      for (const [i, each] of (Array.isArray(value) ? value : [value]).entries()) {
        const name = `${prefix}${key}${Array.isArray(value) ? `.${i}` : ''}`;
        if (each instanceof Parameter || each instanceof NDArray || each instanceof Module) yield [name, each];
        if (each instanceof Module) yield* each.fields(`${name}.`);
      }
  }
  *namedParameters(): Generator<[string, Parameter]> {
    const seen = new Set<Parameter>();
    for (const [name, value] of this.fields())
      if (value instanceof Parameter && !seen.has(value)) {
        seen.add(value);
        yield [name, value];
      }
  }
  parameters(): Parameter[] {
    return [...this.namedParameters()].map(([, parameter]) => parameter);
  }
  modules(): Set<Module> {
    return new Set([this, ...[...this.fields()].map(([, value]) => value).filter((value) => value instanceof Module)]);
  }
  train(): this {
    for (const module of this.modules()) module.training = true;
    return this;
  }
  eval(): this {
    for (const module of this.modules()) module.training = false;
    return this;
  }
  stateDict(): Map<string, NDArray> {
    const state = new Map([...this.namedParameters()].map(([name, parameter]) => [name, parameter.value]));
    for (const [name, value] of this.fields()) if (value instanceof NDArray) state.set(name, value);
    return state;
  }
  loadStateDict(state: ReadonlyMap<string, NDArray>): void {
    const own = this.stateDict();
    for (const [name, value] of own)
      if (`${state.get(name)?.shape}` !== `${value.shape}`) throw new RangeError(`Cannot load ${name}`);
    for (const name of state.keys()) if (!own.has(name)) throw new RangeError(`Cannot load ${name}: there is none`);
    for (const [name, value] of own) value.assign(state.get(name)!);
  }
  [Symbol.dispose](): void {
    for (const parameter of this.parameters()) parameter.dispose();
    for (const value of this.stateDict().values()) if (!value.isDisposed) value.dispose();
  }
}

export class Linear extends Module {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  constructor(
    inFeatures: number,
    outFeatures: number,
    { bias = true, random = defaultRandom(), ...options }: ArrayOptions & { bias?: boolean; random?: Random } = {},
  ) {
    super();
    const bound = 1 / Math.sqrt(inFeatures);
    const draw = (...shape: number[]): Parameter =>
      new Parameter(random.uniform(shape, { low: -bound, high: bound, ...options }));
    this.weight = draw(outFeatures, inFeatures);
    this.bias = bias ? draw(outFeatures) : null;
  }
  forward(x: Tensor): Tensor {
    return linear(x, this.weight, this.bias);
  }
}

export function linear(x: Tensor, weight: Tensor, bias: Tensor | null = null): Tensor {
  const y = x.matmul(weight.transpose(0, 1));
  return bias ? y.add(bias) : y;
}

export function gelu(x: Tensor): Tensor {
  const inner = x.add(x.mul(x).mul(x).mul(0.044715)).mul(Math.sqrt(2 / Math.PI));
  return x.mul(0.5).mul(inner.tanh().add(1));
}

export function crossEntropy(logits: Tensor, targets: NDArray): Tensor {
  return applyOne((x) => {
    const V = x.shape.at(-1)!;
    const flat = x.reshape(-1, V);
    const ids = targets.reshape(-1).unsqueeze(1);
    const counts = ids.notEqual(-100).astype(x.dtype);
    const count = counts.sum();
    const hot = ids.equal(arange(V, { dtype: 'int32', device: x.device })); // a mask
    const shifted = flat.sub(flat.max({ axis: 1, keepdims: true }));
    const logProbabilities = shifted.sub(shifted.exp().sum({ axis: 1, keepdims: true }).log());
    const picked = where(hot, logProbabilities, 0).mul(counts);
    return {
      values: [picked.sum().div(count).neg()],
      backward: ([dy]) => [
        logProbabilities
          .exp()
          .sub(hot)
          .mul(counts)
          .div(count)
          .mul(dy!)
          .reshape(...x.shape),
      ],
    };
  }, logits);
}

export function mseLoss(prediction: Tensor, target: Tensor): Tensor {
  const difference = prediction.sub(target);
  return difference.mul(difference).mean();
}

export const init = {
  normal(
    x: Tensor,
    { mean = 0, std = 1, random = defaultRandom() }: { mean?: number; std?: number; random?: Random } = {},
  ): Tensor {
    x.value.assign(random.normal(x.shape, { mean, std }));
    return x;
  },
  zeros(x: Tensor): Tensor {
    x.value.assign(zeros(x.shape));
    return x;
  },
};
