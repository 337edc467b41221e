/** Kinds of number an array can hold. float32 is the default; float16 is storage for GPUs, held on the host as its 16 bits; uint8 holds masks. */
export type DType = 'float32' | 'float64' | 'float16' | 'int32' | 'uint8';

/** The host's array for each dtype. */
export type TypedArray = Float32Array | Float64Array | Uint16Array | Int32Array | Uint8Array;

interface DTypeFacts {
  readonly bytes: number;
  readonly float: boolean;
  readonly Array: new (length: number) => TypedArray;
}

const facts = {
  float32: { bytes: 4, float: true, Array: Float32Array },
  float64: { bytes: 8, float: true, Array: Float64Array },
  float16: { bytes: 2, float: true, Array: Uint16Array },
  int32: { bytes: 4, float: false, Array: Int32Array },
  uint8: { bytes: 1, float: false, Array: Uint8Array },
} as const satisfies Record<DType, DTypeFacts>;

/** Bytes of one element. */
export function bytesOf(dtype: DType): number {
  return facts[dtype].bytes;
}

/** Whether the dtype holds fractions. */
export function isFloat(dtype: DType): boolean {
  return facts[dtype].float;
}

/** A host array of `length` zeros. */
export function hostArray(dtype: DType, length: number): TypedArray {
  return new facts[dtype].Array(length);
}

/** The dtype that a host array stands for. `Uint16Array` is float16, as no integer of 16 bits exists here. */
export function dtypeOf(data: TypedArray): DType {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array) return 'uint8';
  if (data instanceof Uint16Array) return 'float16';
  throw new TypeError(`Cannot tell the dtype of ${Object.prototype.toString.call(data)}: expected a typed array`);
}

/**
 * The dtype in which `a op b` is computed: equal dtypes stay, a mask (uint8) takes the float type beside it.
 * @throws TypeError for every other mix; the message names the cure, `astype`.
 */
export function commonDType(a: DType, b: DType): DType {
  if (a === b) return a;
  if (a === 'uint8' && isFloat(b)) return b;
  if (b === 'uint8' && isFloat(a)) return a;
  throw new TypeError(`Cannot combine ${a} with ${b}: convert one of them, e.g. x.astype('${isFloat(b) ? b : a}')`);
}
