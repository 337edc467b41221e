import { bytesOf, fieldsOf, integersOf, textsOf } from './wire.ts';

/** A tensor as ONNX writes it: int64 as numbers, which here are small. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly dtype: 'float32' | 'float64' | 'uint8' | 'int32' | 'int64';
  readonly values: readonly number[];
}

/** One operation of a model. */
export interface NodeProto {
  readonly operation: string;
  /** Names; an empty one is an input that was left out. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A model of one operation: the names of its inputs and outputs in the order of the files. */
export interface Model {
  readonly nodes: readonly NodeProto[];
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

const types = { 1: 'float32', 2: 'uint8', 6: 'int32', 7: 'int64', 11: 'float64' } as const;
const sizes = { float32: 4, uint8: 1, int32: 4, int64: 8, float64: 8 } as const;

/** Reads a TensorProto. @throws RangeError for another type, or as many bytes as do not fit the shape */
export function readTensor(message: Uint8Array): Tensor {
  const fields = fieldsOf(message);
  const shape = integersOf(fields, 1);
  const type = integersOf(fields, 2)[0] as keyof typeof types;
  const dtype = types[type];
  if (!dtype) throw new RangeError(`Cannot read a tensor of type ${type}: expected one of ${Object.values(types)}`);
  const [raw] = bytesOf(fields, 9);
  const floats = bytesOf(fields, 4).flatMap((bytes) => numbers(bytes, 'float32'));
  const doubles = bytesOf(fields, 10).flatMap((bytes) => numbers(bytes, 'float64'));
  const values = raw
    ? numbers(raw, dtype)
    : [...floats, ...integersOf(fields, 5), ...integersOf(fields, 7), ...doubles];
  const size = shape.reduce((product, length) => product * length, 1);
  if (values.length !== size)
    throw new RangeError(`Cannot read a tensor: found ${values.length} values, expected ${size} for [${shape}]`);
  return { shape, dtype, values };
}

/** Reads a ModelProto. */
export function readModel(message: Uint8Array): Model {
  const graph = fieldsOf(bytesOf(fieldsOf(message), 7)[0]!);
  const named = (field: number): string[] => bytesOf(graph, field).map((info) => textsOf(fieldsOf(info), 1)[0]!);
  return { nodes: bytesOf(graph, 1).map(readNode), inputs: named(11), outputs: named(12) };
}

function readNode(message: Uint8Array): NodeProto {
  const fields = fieldsOf(message);
  return {
    operation: textsOf(fields, 4)[0]!,
    inputs: textsOf(fields, 1),
    outputs: textsOf(fields, 2),
    attributes: Object.fromEntries(bytesOf(fields, 5).map(readAttribute)),
  };
}

/** Its number 20 says which of the value's fields it is: 1 float, 2 integer, 3 string, 6 floats, 7 integers. */
function readAttribute(message: Uint8Array): readonly [string, number | string | readonly number[]] {
  const fields = fieldsOf(message);
  const name = textsOf(fields, 1)[0]!;
  const [type] = integersOf(fields, 20);
  if (type === 1) return [name, numbers(bytesOf(fields, 2)[0]!, 'float32')[0]!];
  if (type === 2) return [name, integersOf(fields, 3)[0]!];
  if (type === 3) return [name, textsOf(fields, 4)[0]!];
  if (type === 6) return [name, bytesOf(fields, 7).flatMap((bytes) => numbers(bytes, 'float32'))];
  if (type === 7) return [name, integersOf(fields, 8)];
  return [name, `an attribute of type ${type}`];
}

function numbers(bytes: Uint8Array, dtype: Tensor['dtype']): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = {
    float32: (at: number) => view.getFloat32(at, true),
    float64: (at: number) => view.getFloat64(at, true),
    uint8: (at: number) => view.getUint8(at),
    int32: (at: number) => view.getInt32(at, true),
    int64: (at: number) => Number(view.getBigInt64(at, true)),
  }[dtype];
  return Array.from({ length: Math.floor(bytes.length / sizes[dtype]) }, (_, i) => read(i * sizes[dtype]));
}
