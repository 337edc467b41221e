import { checkOptions } from '@zero-to-gpt/linalg';
import { kindOf } from '../kind-of.ts';
import { type ScalarOperation, type ScalarRule, scalarRules } from './scalar-rules.ts';

/** What a new value is called. */
export interface ValueOptions {
  /** Its name in drawings and formulas. */
  name?: string;
}

/**
 * A number that remembers how it was computed: the whole of backpropagation in one class, before arrays make it fast.
 * Each operation keeps what it was made from and the local slopes; `backward` multiplies them along every path and adds
 * the paths up. After Andrej Karpathy's micrograd.
 *
 * @example
 * ```ts
 * import { Value } from '@zero-to-gpt/autograd';
 *
 * const [a, b, c] = [new Value(2), new Value(-3), new Value(10)];
 * const d = a.mul(b).add(c);
 * d.data; // → 4
 * d.backward();
 * [a.grad, b.grad, c.grad]; // → [-3, 2, 1]
 * ```
 */
export class Value {
  /** The number. Training changes it in values that were not computed. */
  data: number;
  /** dL/dthis for the L whose `backward` ran, summed over all runs since `zeroGrad` where this was not computed. */
  grad = 0;
  /** Name in drawings and formulas, or null. */
  name: string | null;
  /** What it was made from; empty where it was not computed. */
  readonly inputs: readonly Value[];
  /** dthis/dinput, one for each input, where the inputs stood when it was computed. */
  readonly slopes: readonly number[];
  /** Name of the rule that made it, such as `mul`; null where it was not computed. */
  readonly operation: string | null;
  /** Whether it is a plain number that an operation was given: no gradient flows to it. */
  readonly isConstant: boolean;

  /** A value that was not computed. @throws TypeError for anything but a number */
  constructor(data: number, options?: ValueOptions);
  /** A value made by an operation; use `applyScalar`. */
  constructor(data: number, options: ValueOptions | undefined, made: ValueOrigin);
  constructor(
    data: number,
    options?: ValueOptions,
    { inputs = [], slopes = [], operation = null, isConstant = false }: ValueOrigin = {},
  ) {
    if (typeof data !== 'number') throw new TypeError(`Cannot make a Value of ${kindOf(data)}: expected a number`);
    this.data = data;
    this.name = (options && checkOptions('Value', options, ['name']).name) ?? null;
    this.inputs = inputs;
    this.slopes = slopes;
    this.operation = operation;
    this.isConstant = isConstant;
  }

  /** Gives it a name: `const d = a.mul(b).named('d')`. */
  named(name: string): this {
    this.name = name;
    return this;
  }

  /** Sum with `other`. */
  add(other: Value | number): Value {
    return operate('add', this, other);
  }
  /** Difference to `other`. */
  sub(other: Value | number): Value {
    return operate('sub', this, other);
  }
  /** Product with `other`. */
  mul(other: Value | number): Value {
    return operate('mul', this, other);
  }
  /** Quotient by `other`. */
  div(other: Value | number): Value {
    return operate('div', this, other);
  }
  /** Power of `other`. */
  pow(other: Value | number): Value {
    return operate('pow', this, other);
  }
  /** The larger of both; where they tie, each gets half of the gradient. */
  maximum(other: Value | number): Value {
    return operate('maximum', this, other);
  }
  /** The smaller of both; where they tie, each gets half of the gradient. */
  minimum(other: Value | number): Value {
    return operate('minimum', this, other);
  }
  /** −x. */
  neg(): Value {
    return operate('neg', this);
  }
  /** |x|. */
  abs(): Value {
    return operate('abs', this);
  }
  /** eˣ. */
  exp(): Value {
    return operate('exp', this);
  }
  /** Natural logarithm. */
  log(): Value {
    return operate('log', this);
  }
  /** Square root. */
  sqrt(): Value {
    return operate('sqrt', this);
  }
  /** Sine. */
  sin(): Value {
    return operate('sin', this);
  }
  /** Cosine. */
  cos(): Value {
    return operate('cos', this);
  }
  /** Hyperbolic tangent. */
  tanh(): Value {
    return operate('tanh', this);
  }
  /** 1/(1 + e⁻ˣ). */
  sigmoid(): Value {
    return operate('sigmoid', this);
  }
  /** max(x, 0). */
  relu(): Value {
    return operate('relu', this);
  }

  /**
   * Sets dL/dv, for this L, as `grad` of every value v that L was computed from. Values that were not computed add it to
   * what is there (`zeroGrad` empties it), so that several losses, or several batches, sum up.
   */
  backward(): void {
    const order = topologicalOrder(this);
    for (const value of order) if (value.operation !== null) value.grad = 0;
    this.grad = this.operation === null ? this.grad + 1 : 1;
    for (const value of order.reverse())
      for (const [i, input] of value.inputs.entries())
        if (!input.isConstant) input.grad += value.slopes[i]! * value.grad; // adds: a value may be used twice
  }

  /** Empties the gradient. */
  zeroGrad(): void {
    this.grad = 0;
  }

  /** `a = 2, grad −3`: name, number and gradient. */
  toString(): string {
    return `${this.name === null ? '' : `${this.name} = `}${this.data}, grad ${this.grad}`;
  }
}

/** How a value came about. */
export interface ValueOrigin {
  /** What it was made from. */
  readonly inputs?: readonly Value[];
  /** dvalue/dinput, one for each. */
  readonly slopes?: readonly number[];
  /** Name of the rule that made it. */
  readonly operation?: string | null;
  /** Whether it is a plain number. */
  readonly isConstant?: boolean;
}

/**
 * Runs a rule of your own on values and remembers it. Its name in drawings is that of the function.
 *
 * @example
 * ```ts
 * import { applyScalar, Value } from '@zero-to-gpt/autograd';
 *
 * const cube = (x: number) => ({ value: x * x * x, slopes: [3 * x * x] });
 * const x = new Value(2);
 * applyScalar(cube, x).backward();
 * x.grad; // → 12
 * ```
 * @throws RangeError where the rule gives another number of slopes than it has inputs
 */
export function applyScalar(rule: ScalarRule, ...inputs: Value[]): Value {
  return compute(rule.name || 'rule', rule, inputs);
}

/** Every value that `root` was computed from and `root` itself, each once and after all it was made from. */
export function topologicalOrder(root: Value): Value[] {
  const order: Value[] = [];
  const seen = new Set<Value>();
  const open: { value: Value; next: number }[] = []; // a stack of our own: deep graphs would overflow that of calls
  const enter = (value: Value): void => {
    if (seen.has(value)) return;
    seen.add(value);
    open.push({ value, next: 0 });
  };
  enter(root);
  while (open.length > 0) {
    const top = open.at(-1)!;
    const input = top.value.inputs[top.next++];
    if (input) enter(input);
    else order.push(open.pop()!.value);
  }
  return order;
}

function operate(operation: ScalarOperation, ...operands: (Value | number)[]): Value {
  return compute(operation, scalarRules[operation], operands.map(lift));
}

function compute(operation: string, rule: ScalarRule, inputs: readonly Value[]): Value {
  const { value, slopes } = rule(...inputs.map((input) => input.data));
  if (slopes.length !== inputs.length)
    throw new RangeError(`Cannot apply ${operation}: found ${slopes.length} slopes for ${inputs.length} inputs`);
  return new Value(value, undefined, { inputs, slopes, operation });
}

function lift(operand: Value | number): Value {
  if (operand instanceof Value) return operand;
  if (typeof operand === 'number') return new Value(operand, undefined, { isConstant: true });
  throw new TypeError(`Cannot compute with ${kindOf(operand)}: expected a Value or a number`);
}
