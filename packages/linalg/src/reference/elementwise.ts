import type { BinaryOp, UnaryOp } from '../device.ts';
import { erf } from '../math/erf.ts';
import { exp } from '../math/exp.ts';
import { log, log1p } from '../math/log.ts';
import { pow } from '../math/pow.ts';
import { sigmoid, tanh } from '../math/tanh.ts';
import { cos, sin } from '../math/trigonometry.ts';
import { eachRow, type HostView } from './walk.ts';

const unaryFunctions = {
  neg: (x) => -x,
  abs: Math.abs,
  sign: Math.sign,
  floor: Math.floor,
  exp,
  log,
  log1p,
  sqrt: Math.sqrt,
  sin,
  cos,
  tanh,
  erf,
  relu: (x) => Math.max(x, 0),
  sigmoid,
} as const satisfies Record<UnaryOp, (x: number) => number>;

const binaryFunctions = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  mod: (a, b) => {
    const r = a % b;
    return r !== 0 && r < 0 !== b < 0 ? r + b : r;
  },
  pow,
  maximum: Math.max,
  minimum: Math.min,
  equal: (a, b) => +(a === b),
  notEqual: (a, b) => +(a !== b),
  less: (a, b) => +(a < b),
  lessEqual: (a, b) => +(a <= b),
  greater: (a, b) => +(a > b),
  greaterEqual: (a, b) => +(a >= b),
} as const satisfies Record<BinaryOp, (a: number, b: number) => number>;

/** Every element of `out` becomes `value`. */
export function fill(out: HostView, value: number): void {
  const o = out.data;
  eachRow(out.shape, [out], ([start], n, [step]) => {
    for (let i = 0, p = start!; i < n; i++, p += step!) o[p] = value;
  });
}

/** Copies element by element; the host's typed arrays convert the dtype. */
export function copy(x: HostView, out: HostView): void {
  const a = x.data;
  const o = out.data;
  eachRow(out.shape, [x, out], ([from, to], n, [dp, dq]) => {
    for (let i = 0, p = from!, q = to!; i < n; i++, p += dp!, q += dq!) o[q] = a[p]!;
  });
}

/** `out = op(x)`. */
export function unary(op: UnaryOp, x: HostView, out: HostView): void {
  const a = x.data;
  const o = out.data;
  const f = unaryFunctions[op];
  eachRow(out.shape, [x, out], ([from, to], n, [dp, dq]) => {
    for (let i = 0, p = from!, q = to!; i < n; i++, p += dp!, q += dq!) o[q] = f(a[p]!);
  });
}

/** `out = a op b`. */
export function binary(op: BinaryOp, x: HostView | number, y: HostView | number, out: HostView): void {
  const [a, b] = [asView(x, out), asView(y, out)];
  const o = out.data;
  const f = binaryFunctions[op];
  eachRow(out.shape, [a, b, out], ([p0, q0, r0], n, [dp, dq, dr]) => {
    let [p, q, r] = [p0!, q0!, r0!];
    for (let i = 0; i < n; i++) {
      o[r] = f(a.data[p]!, b.data[q]!);
      p += dp!;
      q += dq!;
      r += dr!;
    }
  });
}

/** `out = test ? a : b`. */
export function where(test: HostView, x: HostView | number, y: HostView | number, out: HostView): void {
  const [a, b] = [asView(x, out), asView(y, out)];
  const o = out.data;
  eachRow(out.shape, [test, a, b, out], ([t0, p0, q0, r0], n, [dt, dp, dq, dr]) => {
    let [t, p, q, r] = [t0!, p0!, q0!, r0!];
    for (let i = 0; i < n; i++) {
      o[r] = test.data[t] ? a.data[p]! : b.data[q]!;
      t += dt!;
      p += dp!;
      q += dq!;
      r += dr!;
    }
  });
}

/** A number as a view that repeats it over `like`'s shape; in float64, so that nothing is rounded. */
function asView(x: HostView | number, like: HostView): HostView {
  if (typeof x !== 'number') return x;
  return { data: Float64Array.of(x), shape: like.shape, strides: like.shape.map(() => 0), offset: 0 };
}
