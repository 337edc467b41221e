import type { BinaryOp, UnaryOp } from '../device.ts';
import { hostKernels } from '../reference/host-kernels.ts';
import { isContiguous, rowMajor, sizeOf } from '../shape.ts';
import type { View } from '../view.ts';
import { contiguously, copyPlan, walker } from './copy.ts';
import type { Engine } from './engine.ts';
import type { RangeKernel } from './module.ts';
import { eachMatrix, innerStep, oneRow, type Plan, simplify, type Walker } from './plan.ts';

const unaryKernels: Partial<Record<UnaryOp, RangeKernel>> = {
  neg: 'negRows',
  abs: 'absRows',
  sign: 'signRows',
  floor: 'floorRows',
  exp: 'expRows',
  log: 'logRows',
  sqrt: 'sqrtRows',
  tanh: 'tanhRows',
  relu: 'reluRows',
  sigmoid: 'sigmoidRows',
};

const binaryKernels: Partial<Record<BinaryOp, { kernel: RangeKernel; swap?: boolean }>> = {
  add: { kernel: 'addRows' },
  sub: { kernel: 'subRows' },
  mul: { kernel: 'mulRows' },
  div: { kernel: 'divRows' },
  maximum: { kernel: 'maximumRows' },
  minimum: { kernel: 'minimumRows' },
  equal: { kernel: 'equalRows' },
  notEqual: { kernel: 'notEqualRows' },
  less: { kernel: 'lessRows' },
  lessEqual: { kernel: 'lessEqualRows' },
  greater: { kernel: 'lessRows', swap: true },
  greaterEqual: { kernel: 'lessEqualRows', swap: true },
};

/** `out = op(x)`: SIMD for float32, plain loops for the rest. */
export function unary(engine: Engine, op: UnaryOp, x: View, out: View): void {
  const kernel = unaryKernels[op];
  if (kernel && out.storage.dtype === 'float32') mapRows(engine, kernel, x, out);
  else hostKernels.unary(op, engine.host(x), engine.host(out));
}

/** Runs a kernel y = f(x) of rows (x, xRow, y, yRow, columns) over views of any strides. */
export function mapRows(engine: Engine, kernel: RangeKernel, x: View, out: View): void {
  const size = oneRow(out);
  if (size > 0 && isContiguous(out.shape, x.strides)) {
    const args = [engine.address(x), 0, engine.address(out), 0, size];
    engine.runner.run(kernel, args, { count: 1, cost: 4 * size });
    return;
  }
  overRows(engine, out, [walker(engine, x)], [1], ([p, q], [px, qx], rows, columns) =>
    engine.runner.run(kernel, [p!, px!, q!, qx!, columns], { count: rows, cost: 4 * columns }),
  );
}

/** `out = a op b`: SIMD for float32, plain loops for the rest. */
export function binary(engine: Engine, name: BinaryOp, left: View | number, right: View | number, out: View): void {
  const [op, a, b] = name === 'pow' ? plainPower(left, right) : [name, left, right];
  const found = binaryKernels[op];
  const array = typeof a === 'number' ? b : a;
  if (!found || typeof array === 'number' || array.storage.dtype !== 'float32') {
    hostKernels.binary(op, hostOperand(engine, a), hostOperand(engine, b), engine.host(out));
    return;
  }
  const size = oneRow(out);
  if (size > 0 && isPlain(a, out) && isPlain(b, out)) {
    const [p, q] = [start(engine, a, 0), start(engine, b, 1)];
    const [ps, qs] = [typeof a === 'number' ? 0 : 4, typeof b === 'number' ? 0 : 4];
    const sides = found.swap ? [q, 0, qs, p, 0, ps] : [p, 0, ps, q, 0, qs];
    engine.runner.run(found.kernel, [...sides, engine.address(out), 0, size], { count: 1, cost: size });
    return;
  }
  const operands = [operand(engine, a, 0, out), operand(engine, b, 1, out)];
  combineRows(engine, found.kernel, found.swap ? operands.reverse() : operands, out);
}

/** Runs a kernel y = f(a, b) of rows (a, aRow, aStep, b, bRow, bStep, y, yRow, columns) over operands of any strides. */
export function combineRows(engine: Engine, kernel: RangeKernel, operands: readonly Walker[], out: View): void {
  overRows(engine, out, operands, [0, 1], ([p, q, o], [px, qx, ox], rows, columns, [ps, qs]) =>
    engine.runner.run(kernel, [p!, px!, 4 * ps!, q!, qx!, 4 * qs!, o!, ox!, columns], { count: rows, cost: columns }),
  );
}

/** `out = test ? a : b`: SIMD for 32-bit elements, plain loops for the rest. */
export function where(engine: Engine, test: View, a: View | number, b: View | number, out: View): void {
  if (out.storage.dtype !== 'float32') {
    hostKernels.where(engine.host(test), hostOperand(engine, a), hostOperand(engine, b), engine.host(out));
    return;
  }
  const operands = [walker(engine, test), operand(engine, a, 0, out), operand(engine, b, 1, out)];
  overRows(engine, out, operands, [0, 1], ([t, p, q, o], [tx, px, qx, ox], rows, columns, [ts, ps, qs]) =>
    engine.runner.run('whereRows', [t!, tx!, ts!, p!, px!, 4 * ps!, q!, qx!, 4 * qs!, o!, ox!, columns], {
      count: rows,
      cost: columns,
    }),
  );
}

/** The powers that one multiplication or division makes, with the same bits: x², x and 1/x. */
function plainPower(a: View | number, b: View | number): [op: BinaryOp, a: View | number, b: View | number] {
  if (b === 2) return ['mul', a, a];
  if (b === 1) return ['mul', a, 1];
  return b === -1 ? ['div', 1, a] : ['pow', a, b];
}

/** Whether an operand is a number, or lies as the output does: without gaps. */
function isPlain(x: View | number, { shape }: View): boolean {
  return typeof x === 'number' || isContiguous(shape, x.strides);
}

function start(engine: Engine, x: View | number, cell: 0 | 1): number {
  return typeof x === 'number' ? engine.number(cell, x) : engine.address(x);
}

function hostOperand(engine: Engine, x: View | number) {
  return typeof x === 'number' ? x : engine.host(x);
}

/** A number is an array of one element that repeats. */
export function operand(engine: Engine, x: View | number, cell: 0 | 1, out: View): Walker {
  if (typeof x !== 'number') return walker(engine, x);
  return { address: engine.number(cell, x), width: 4, strides: out.shape.map(() => 0) };
}

type RowsCall = (
  addresses: readonly number[],
  rowBytes: readonly number[],
  rows: number,
  columns: number,
  steps: readonly number[],
) => void;

/**
 * Calls `f` for matrices in which the output's elements lie side by side and the inputs' steps are among `steps`.
 * Inputs of other steps are laid out in scratch memory first; an output that has no two elements side by side is
 * computed in scratch memory and copied.
 */
function overRows(engine: Engine, out: View, inputs: readonly Walker[], steps: readonly number[], f: RowsCall): void {
  const plan = simplify(out.shape, [...inputs, walker(engine, out)]);
  if (!plan.shape.includes(0)) fitInput(engine, plan, 0, steps, f);
}

function fitInput(engine: Engine, plan: Plan, i: number, steps: readonly number[], f: RowsCall): void {
  const w = plan.walkers[i]!;
  const isOut = i === plan.walkers.length - 1;
  const replaced = (other: Walker): Plan => ({ ...plan, walkers: plan.walkers.map((v, k) => (k === i ? other : v)) });
  if (isOut) {
    if (innerStep(w) === 1) run(plan, f);
    else
      engine.scratch(sizeOf(plan.shape) * w.width, (address) => {
        const packed: Walker = { address, width: w.width, strides: rowMajor(plan.shape) };
        run(replaced(packed), f);
        copyPlan(engine, simplify(plan.shape, [packed, w]));
      });
  } else if (steps.includes(innerStep(w)) || plan.shape.length === 0) fitInput(engine, plan, i + 1, steps, f);
  else contiguously(engine, plan.shape, w, (packed) => fitInput(engine, replaced(packed), i + 1, steps, f));
}

function run(plan: Plan, f: RowsCall): void {
  const steps = plan.walkers.map(innerStep);
  eachMatrix(plan, (addresses, rowBytes, rows, columns) => f(addresses, rowBytes, rows, columns, steps));
}
