import type { BinaryOp, Device, ReduceOp, UnaryOp } from './device.ts';
import { commonDType, type DType, isFloat } from './dtype.ts';
import { expanded, type Geometry, reshapedStrides } from './geometry.ts';
import { broadcastShapes, normalizeAxes, normalizeAxis, rowMajor, type Shape, sizeOf } from './shape.ts';
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

/** Fresh, contiguous memory of a shape. */
export function allocate(device: Device, dtype: DType, shape: Shape): View {
  return { storage: device.alloc(dtype, sizeOf(shape)), shape, strides: rowMajor(shape), offset: 0 };
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
export function binary(op: BinaryOp, x: Operand, y: Operand | number): View {
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
  withDType(x, dtype, (a) =>
    withDType({ ...geometry(y), storage: y.storage, device }, dtype, (b) =>
      device.binary(op, spread(a, shape), spread(b, shape), out),
    ),
  );
  return out;
}

/** `test ? a : b`, all broadcast to one shape. */
export function where(test: Operand, x: Operand | number, y: Operand | number): View {
  const { device } = test;
  const arrays = [x, y].filter((v) => typeof v !== 'number');
  for (const v of arrays) sameDevice(test, v);
  if (test.storage.dtype !== 'uint8')
    throw new TypeError(`Cannot choose by a ${test.storage.dtype} array: expected a mask (uint8), e.g. x.greater(0)`);
  const shape = arrays.reduce<number[]>((s, v) => broadcastShapes(s, v.shape), [...test.shape]);
  const dtypes = arrays.map((v) => v.storage.dtype);
  const dtype = dtypes.length === 2 ? commonDType(dtypes[0]!, dtypes[1]!) : (dtypes[0] ?? 'float32');
  const out = allocate(device, dtype, shape);
  const either = (v: Operand | number, f: (v: View | number) => void) =>
    typeof v === 'number' ? f(v) : withDType(v, dtype, (a) => f(spread(a, shape)));
  either(x, (a) => either(y, (b) => device.where(spread(test, shape), a, b, out)));
  return out;
}

/** Folds the axes; the result keeps them as 1, and `kept` is the shape without them. */
export function reduce(
  op: ReduceOp | 'mean',
  x: Operand,
  axis: number | readonly number[] | undefined,
): { out: View; kept: number[] } {
  const axes = normalizeAxes(axis, x.shape.length);
  const shape = x.shape.map((d, i) => (axes.includes(i) ? 1 : d));
  const count = sizeOf(axes.map((a) => x.shape[a]!));
  if (count === 0 && (op === 'max' || op === 'min' || op === 'mean'))
    throw new RangeError(`Cannot take the ${op} of no elements: the shape is [${x.shape}], the axes [${axes}]`);
  const given = x.storage.dtype;
  const dtype = isFloat(given) ? given : op === 'mean' ? 'float32' : op === 'sum' || op === 'prod' ? 'int32' : given;
  const out = allocate(x.device, dtype, shape);
  withDType(x, dtype, (a) => x.device.reduce(op === 'mean' ? 'sum' : op, a, out));
  if (op === 'mean') x.device.binary('div', out, count, out);
  return { out, kept: x.shape.filter((_, i) => !axes.includes(i)) };
}

/** Positions (int32) of the largest elements along one axis, which stays as 1. */
export function argmax(x: Operand, axis: number): View {
  const at = normalizeAxis(axis, x.shape.length);
  if (x.shape[at] === 0) throw new RangeError(`Cannot take argmax of an empty axis: the shape is [${x.shape}]`);
  const shape = x.shape.with(at, 1);
  const out = allocate(x.device, 'int32', shape);
  x.device.argmax(x, out);
  return out;
}

/** Matrix product over the last two axes, the leading ones broadcast; vectors count as a row or a column, as in NumPy. */
export function matmul(x: Operand, y: Operand): View {
  sameDevice(x, y);
  if (x.shape.length === 0 || y.shape.length === 0)
    throw new RangeError(`Cannot multiply [${x.shape}] by [${y.shape}] as matrices: use mul() for scalars`);
  const a: Geometry =
    x.shape.length === 1 ? { ...geometry(x), shape: [1, x.shape[0]!], strides: [0, x.strides[0]!] } : x;
  const b: Geometry =
    y.shape.length === 1 ? { ...geometry(y), shape: [y.shape[0]!, 1], strides: [y.strides[0]!, 0] } : y;
  const [m, k] = [a.shape.at(-2)!, a.shape.at(-1)!];
  const [k2, n] = [b.shape.at(-2)!, b.shape.at(-1)!];
  if (k !== k2) throw new RangeError(`Cannot multiply [${x.shape}] by [${y.shape}]: inner axes are ${k} and ${k2}`);
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const dtype = commonDType(x.storage.dtype, y.storage.dtype);
  const out = allocate(x.device, dtype, [...batch, m, n]);
  const { device } = x;
  withDType({ ...geometry(a), storage: x.storage, device }, dtype, (left) =>
    withDType({ ...geometry(b), storage: y.storage, device }, dtype, (right) =>
      device.matmul(spread(left, [...batch, m, k]), spread(right, [...batch, k, n]), out),
    ),
  );
  const shape = [...batch, ...(x.shape.length === 1 ? [] : [m]), ...(y.shape.length === 1 ? [] : [n])];
  return { ...out, shape, strides: rowMajor(shape) };
}

/** Rows of a table: its first axis at `indices` (int32), whose shape takes the axis's place. */
export function take(table: Operand, indices: Operand): View {
  sameDevice(table, indices);
  if (table.shape.length === 0) throw new RangeError('Cannot take rows of a scalar: the table needs an axis');
  if (indices.storage.dtype !== 'int32')
    throw new TypeError(`Cannot take rows at ${indices.storage.dtype} positions: expected int32, x.astype('int32')`);
  const [count, width] = [sizeOf(indices.shape), sizeOf(table.shape.slice(1))];
  const out = allocate(table.device, table.storage.dtype, [...indices.shape, ...table.shape.slice(1)]);
  const flat = (x: Operand, shape: Shape, f: (x: View) => void) => {
    const strides = reshapedStrides(x, shape);
    if (strides) return f({ storage: x.storage, shape, strides, offset: x.offset });
    const copy = allocate(x.device, x.storage.dtype, x.shape);
    x.device.copy(x, copy);
    f({ ...copy, shape, strides: rowMajor(shape) });
    x.device.free(copy.storage);
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

/** @throws TypeError where two arrays live on different devices */
export function sameDevice(x: { readonly device: Device }, y: { readonly device: Device }): void {
  if (x.device !== y.device)
    throw new TypeError(
      `Cannot combine arrays on ${x.device.name} and ${y.device.name}: move one, e.g. await y.to(x.device)`,
    );
}

/** Hands `f` the view in the wanted dtype; a converted copy is freed afterwards. */
function withDType(x: Operand, dtype: DType, f: (x: View) => void): void {
  if (x.storage.dtype === dtype) {
    f(x);
    return;
  }
  const copy = allocate(x.device, dtype, x.shape);
  try {
    x.device.copy(x, copy);
    f(copy);
  } finally {
    x.device.free(copy.storage);
  }
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

function geometry({ shape, strides, offset }: Geometry): Geometry {
  return { shape, strides, offset };
}
