import type { BinaryOp, Device, UnaryOp } from './device.ts';
import { commonDType, type DType, isFloat, type TypedArray } from './dtype.ts';
import { expanded, type Geometry, permuted, reshapedStrides } from './geometry.ts';
import { broadcastShapes, normalizeAxis, rowMajor, type Shape, sizeOf } from './shape.ts';
import type { Storage, View } from './view.ts';

/** A view and the device it lives on. */
export interface Operand extends View {
  readonly device: Device;
}

const comparisons: ReadonlySet<BinaryOp> = new Set<BinaryOp>([
  'equal',
  'notEqual',
  'less',
  'lessEqual',
  'greater',
  'greaterEqual',
]);

/** Another window onto the memory of `x`. */
export function seenAs({ storage, device }: Operand, { shape, strides, offset }: Geometry): Operand {
  return { storage, device, shape, strides, offset };
}

/** Fresh, contiguous memory of a shape. */
export function allocate(device: Device, dtype: DType, shape: Shape): Operand {
  return { device, storage: device.alloc(dtype, sizeOf(shape)), shape, strides: rowMajor(shape), offset: 0 };
}

/** Element-wise function; integers become float32 where the function leaves them. */
export function unary(op: UnaryOp, x: Operand): View {
  const keepsIntegers = op === 'neg' || op === 'abs' || op === 'sign' || op === 'floor' || op === 'relu';
  const dtype = isFloat(x.storage.dtype) || keepsIntegers ? x.storage.dtype : 'float32';
  const out = allocate(x.device, dtype, x.shape);
  withDType(x, dtype, (a) => x.device.unary(op, a, out));
  return out;
}

/** Broadcast, bring to one dtype, compute. */
export function binary(op: BinaryOp, x: Operand, y: Operand | number): Operand {
  const { device } = x;
  const compares = comparisons.has(op);
  if (typeof y === 'number') {
    const dtype = dtypeWithNumber(op, x.storage.dtype, y);
    const out = allocate(device, compares ? 'uint8' : dtype, x.shape);
    withDType(x, dtype, (a) => device.binary(op, a, y, out));
    return out;
  }
  sameDevice(x, y);
  const shape = broadcastShapes(x.shape, y.shape);
  let dtype = commonDType(x.storage.dtype, y.storage.dtype);
  if (op === 'div' && !isFloat(dtype)) dtype = 'float32';
  const out = allocate(device, compares ? 'uint8' : dtype, shape);
  withDType(x, dtype, (a) => withDType(y, dtype, (b) => device.binary(op, spread(a, shape), spread(b, shape), out)));
  return out;
}

/** `test ? a : b`, all broadcast to one shape. */
export function where(test: Operand, x: Operand | number, y: Operand | number): View {
  const { device } = test;
  const arrays = [x, y].filter((v) => typeof v !== 'number');
  for (const v of arrays) sameDevice(test, v);
  checkTest(test);
  const shape = arrays.reduce<number[]>((s, v) => broadcastShapes(s, v.shape), [...test.shape]);
  const dtypes = arrays.map((v) => v.storage.dtype);
  const dtype = dtypes.length === 2 ? commonDType(dtypes[0]!, dtypes[1]!) : (dtypes[0] ?? 'float32');
  const out = allocate(device, dtype, shape);
  const either = (v: Operand | number, f: (v: View | number) => void) =>
    typeof v === 'number' ? f(v) : withDType(v, dtype, (a) => f(spread(a, shape)));
  either(x, (a) => either(y, (b) => device.where(spread(test, shape), a, b, out)));
  return out;
}

/** Overwrites `x` with `source`, broadcast and converted; everywhere, or where the mask is 1. */
export function assign(x: Operand, source: Operand | number, test: Operand | undefined): void {
  const { device, shape } = x;
  const apart = <T>(y: Operand, f: (y: Operand) => T): T => {
    sameDevice(x, y);
    if (y.storage !== x.storage) return f(y);
    const copy = allocate(device, y.storage.dtype, y.shape); // a kernel's output must not overlap what it reads
    try {
      device.copy(y, copy);
      return f(copy);
    } finally {
      device.free(copy.storage);
    }
  };
  const wide = (y: Operand): View => seenAs(y, expanded(y, shape));
  if (!test) {
    if (typeof source === 'number') device.fill(x, source);
    else apart(source, (y) => device.copy(wide(y), x));
    return;
  }
  checkTest(test);
  apart(test, (mask) => {
    if (typeof source === 'number') device.where(wide(mask), source, x, x);
    else apart(source, (y) => withDType(y, x.storage.dtype, (a) => device.where(wide(mask), wide(a), x, x)));
  });
}

/** Matrix product over the last two axes, the leading ones broadcast; vectors count as a row or a column, as in NumPy. */
export function matmul(x: Operand, y: Operand): View {
  sameDevice(x, y);
  if (x.shape.length === 0 || y.shape.length === 0)
    throw new RangeError(`Cannot multiply [${x.shape}] by [${y.shape}] as matrices: use mul() for scalars`);
  const a: Geometry =
    x.shape.length === 1 ? { offset: x.offset, shape: [1, x.shape[0]!], strides: [0, x.strides[0]!] } : x;
  const b: Geometry =
    y.shape.length === 1 ? { offset: y.offset, shape: [y.shape[0]!, 1], strides: [y.strides[0]!, 0] } : y;
  const [m, k] = [a.shape.at(-2)!, a.shape.at(-1)!];
  const [k2, n] = [b.shape.at(-2)!, b.shape.at(-1)!];
  if (k !== k2) throw new RangeError(`Cannot multiply [${x.shape}] by [${y.shape}]: inner axes are ${k} and ${k2}`);
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const dtype = commonDType(x.storage.dtype, y.storage.dtype);
  const out = allocate(x.device, dtype, [...batch, m, n]);
  const { device } = x;
  withDType(seenAs(x, a), dtype, (left) =>
    withDType(seenAs(y, b), dtype, (right) =>
      device.matmul(spread(left, [...batch, m, k]), spread(right, [...batch, k, n]), out),
    ),
  );
  const shape = [...batch, ...(x.shape.length === 1 ? [] : [m]), ...(y.shape.length === 1 ? [] : [n])];
  return { ...out, shape, strides: rowMajor(shape) };
}

/** NumPy's dot: sums the last axis of `x` against the last but one of `y`, pairing all other axes; scalars multiply. */
export function dot(x: Operand, y: Operand): View {
  if (x.shape.length === 0 || y.shape.length === 0) return binary('mul', x, y);
  if (x.shape.length === 1 || y.shape.length <= 2) return matmul(x, y);
  const paired = [...y.shape.slice(0, -2).map(() => 1), 1]; // x's rows, each against every matrix of y
  const spreadOut = (list: readonly number[], by: readonly number[]) => [...list.slice(0, -1), ...by, list.at(-1)!];
  const rows = { offset: x.offset, shape: spreadOut(x.shape, paired), strides: spreadOut(x.strides, paired) };
  const out = matmul(seenAs(x, rows), y);
  const shape = out.shape.toSpliced(-2, 1);
  return { ...out, shape, strides: rowMajor(shape) };
}

/** An axis of a table at `indices` (int32), whose shape takes the axis's place. */
export function take(table: Operand, indices: Operand, axis = 0): View {
  sameDevice(table, indices);
  if (table.shape.length === 0) throw new RangeError('Cannot take rows of a scalar: the table needs an axis');
  const at = normalizeAxis(axis, table.shape.length);
  if (at > 0) {
    const others = table.shape.map((_, i) => i).filter((i) => i !== at);
    const out = take(seenAs(table, permuted(table, [at, ...others])), indices);
    const [rank, axes] = [indices.shape.length, out.shape.map((_, i) => i)];
    return { ...permuted(out, [...axes.splice(rank, at), ...axes]), storage: out.storage };
  }
  if (indices.storage.dtype !== 'int32')
    throw new TypeError(`Cannot take rows at ${indices.storage.dtype} positions: expected int32, x.astype('int32')`);
  const [count, width] = [sizeOf(indices.shape), sizeOf(table.shape.slice(1))];
  const out = allocate(table.device, table.storage.dtype, [...indices.shape, ...table.shape.slice(1)]);
  const flat = (x: Operand, shape: Shape, f: (x: View) => void) => {
    const strides = reshapedStrides(x, shape);
    if (strides) return f({ storage: x.storage, shape, strides, offset: x.offset });
    const copy = allocate(x.device, x.storage.dtype, x.shape);
    try {
      x.device.copy(x, copy);
      f({ ...copy, shape, strides: rowMajor(shape) });
    } finally {
      x.device.free(copy.storage);
    }
  };
  try {
    flat(table, [table.shape[0]!, width], (rows) =>
      flat(indices, [count], (ids) =>
        table.device.gather(rows, ids, { ...out, shape: [count, width], strides: [width, 1] }),
      ),
    );
  } catch (error) {
    table.device.free(out.storage);
    throw error;
  }
  return out;
}

/**
 * The elements in row-major order, at once.
 * @throws TypeError on devices whose memory the host does not see
 */
export function readAtOnce(x: Operand, action = 'read an array'): TypedArray {
  if (x.device.readSync) return x.device.readSync(x);
  throw new TypeError(`Cannot ${action} on ${x.device.name} at once: use \`await x.data()\` or \`await x.to(cpu)\``);
}

/** Fresh memory with the elements of a host array. */
export function upload(device: Device, dtype: DType, data: TypedArray, shape: Shape): Operand {
  const out = allocate(device, dtype, shape);
  device.write(out, data);
  return out;
}

/** As `take`, at positions that the host has. */
export function takeListed(table: Operand, list: readonly number[] | Int32Array, axis: number): View {
  const bad = list.find((i) => !Number.isInteger(i));
  if (bad !== undefined) throw new RangeError(`Cannot take row ${bad}: expected a whole number`);
  const ids = upload(table.device, 'int32', Int32Array.from(list), [list.length]);
  try {
    return take(table, ids, axis);
  } finally {
    table.device.free(ids.storage);
  }
}

/** @throws TypeError where two arrays live on different devices */
export function sameDevice(x: { readonly device: Device }, y: { readonly device: Device }): void {
  if (x.device !== y.device)
    throw new TypeError(
      `Cannot combine arrays on ${x.device.name} and ${y.device.name}: move one, e.g. await y.to(x.device)`,
    );
}

/** Hands `f` the view in the wanted dtype; a converted copy is freed afterwards. */
export function withDType<T>(x: Operand, dtype: DType, f: (x: Operand) => T): T {
  if (x.storage.dtype === dtype) return f(x);
  const copy = allocate(x.device, dtype, x.shape);
  try {
    x.device.copy(x, copy);
    return f(copy);
  } finally {
    x.device.free(copy.storage);
  }
}

function checkTest(test: Operand): void {
  if (test.storage.dtype !== 'uint8')
    throw new TypeError(`Cannot choose by a ${test.storage.dtype} array: expected a mask (uint8), e.g. x.greater(0)`);
}

function dtypeWithNumber(op: BinaryOp, dtype: DType, y: number): DType {
  if (isFloat(dtype)) return dtype;
  if (op === 'div') return 'float32';
  if (Number.isInteger(y)) return dtype === 'uint8' && (y < 0 || y > 255) ? 'int32' : dtype;
  if (comparisons.has(op)) return 'float32';
  throw new TypeError(`Cannot ${op} ${y} and ${dtype}: the number takes the array's dtype; use x.astype('float32')`);
}

function spread(x: Geometry & { readonly storage: Storage }, shape: Shape): View {
  if (x.shape.length === shape.length && x.shape.every((d, i) => d === shape[i])) return x;
  return { ...expanded(x, shape), storage: x.storage };
}
