import { bytesOf } from '../dtype.ts';
import { hostKernels } from '../reference/host-kernels.ts';
import { rowMajor, sizeOf } from '../shape.ts';
import type { View } from '../view.ts';
import type { Engine } from './engine.ts';
import { eachMatrix, eachOuter, innerStep, oneRow, type Plan, simplify, type Walker } from './plan.ts';

/** The view as an operand of a walk. */
export function walker(engine: Engine, x: View): Walker {
  return { address: engine.address(x), width: bytesOf(x.storage.dtype), strides: x.strides };
}

/** Any strides to any strides; converts the dtype. Rows and transpositions run in SIMD, rare conversions in plain loops. */
export function copy(engine: Engine, x: View, out: View): void {
  const [from, to] = [x.storage.dtype, out.storage.dtype];
  const plan = simplify(out.shape, [walker(engine, x), walker(engine, out)]);
  const sideBySide = plan.walkers.every((w) => innerStep(w) === 1);
  if (from === to) copyPlan(engine, plan);
  else if (from === 'uint8' && to === 'float32' && sideBySide)
    eachMatrix(plan, ([p, q], [px, qx], rows, columns) =>
      engine.runner.run('bytesToFloatRows', [p!, px!, q!, qx!, columns], { count: rows, cost: columns }),
    );
  else hostKernels.copy(engine.host(x), engine.host(out));
}

/** Copies within one dtype: whole rows, 4×4 transpositions or single elements, as the strides allow. */
export function copyPlan(engine: Engine, plan: Plan): void {
  const { runner } = engine;
  const [x, out] = plan.walkers as readonly [Walker, Walker];
  const { width } = out;
  const [step, outStep] = [innerStep(x), innerStep(out)];
  if (step === 1 && outStep === 1) {
    eachMatrix(plan, ([p, q], [px, qx], rows, columns) =>
      runner.run('copyRows', [p!, px!, q!, qx!, columns * width], { count: rows, cost: columns }),
    );
    return;
  }
  const turned = x.strides.findIndex((s, i) => s === 1 && i < plan.shape.length - 1);
  if (width === 4 && outStep === 1 && turned >= 0) {
    const rest = { shape: without(plan.shape, turned), walkers: plan.walkers.map((w) => dropAxis(w, turned)) };
    const rows = plan.shape[turned]!;
    const args = [step * width, out.strides[turned]! * width, plan.shape.at(-1)!] as const;
    eachOuter(rest, 1, ([p, q]) =>
      runner.run('transposeRows', [p!, args[0], q!, args[1], args[2]], { count: rows, cost: args[2], grain: 4 }),
    );
    return;
  }
  eachMatrix(plan, ([p, q], [px, qx], rows, columns) =>
    runner.run('copyStridedRows', [p!, px!, step * width, q!, qx!, outStep * width, width, columns], {
      count: rows,
      cost: columns,
    }),
  );
}

/** Calls `f` with a walker over `w`'s elements laid out contiguously, in scratch memory for as long as `f` runs. */
export function contiguously(engine: Engine, shape: readonly number[], w: Walker, f: (w: Walker) => void): void {
  engine.scratch(sizeOf(shape) * w.width, (address) => {
    const out: Walker = { address, width: w.width, strides: rowMajor(shape) };
    copyPlan(engine, simplify(shape, [w, out], { sort: false }));
    f(out);
  });
}

/** Every element becomes `value`. */
export function fill(engine: Engine, out: View, value: number): void {
  const size = oneRow(out);
  if (size > 0) {
    engine.host(out).data.fill(value, out.offset, out.offset + size);
    return;
  }
  const plan = simplify(out.shape, [walker(engine, out)]);
  const { dtype } = out.storage;
  if (innerStep(plan.walkers[0]!) !== 1 || (dtype !== 'float32' && dtype !== 'int32')) {
    hostKernels.fill(engine.host(out), value);
    return;
  }
  const bits = dtype === 'int32' ? value | 0 : new Int32Array(Float32Array.of(value).buffer)[0]!;
  eachMatrix(plan, ([q], [qx], rows, columns) =>
    engine.runner.run('fillRows', [q!, qx!, bits, columns], { count: rows, cost: columns }),
  );
}

function without(list: readonly number[], i: number): number[] {
  return list.filter((_, j) => j !== i);
}

function dropAxis(w: Walker, axis: number): Walker {
  return { ...w, strides: without(w.strides, axis) };
}
