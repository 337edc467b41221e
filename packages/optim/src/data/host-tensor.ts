import { checkOptions, type Device, fromData, NDArray, type Shape, sizeOf, type TypedArray } from '@zero-to-gpt/linalg';

/** A tensor on the host: its elements in row-major order. A `Uint16Array` holds the 16 bits of float16. */
export interface HostTensor {
  /** Sizes of the axes; `[]` is a scalar. */
  readonly shape: Shape;
  /** As many elements as the shape says. */
  readonly data: TypedArray;
}

/** Options of `upload`. */
export interface UploadOptions {
  /** Where the arrays are made. Default: `cpu`. */
  readonly device?: Device;
}

/** What `upload` makes of a batch: every host tensor becomes an array, all else stays. */
export type Uploaded<Batch> = Batch extends HostTensor
  ? NDArray
  : Batch extends TypedArray | string | number | boolean
    ? Batch
    : { readonly [K in keyof Batch]: Uploaded<Batch[K]> };

/** Whether a value is a tensor on the host. */
export function isHostTensor(value: unknown): value is HostTensor {
  return (
    typeof value === 'object' &&
    value !== null &&
    !(value instanceof NDArray) &&
    'shape' in value &&
    Array.isArray(value.shape) &&
    'data' in value &&
    ArrayBuffer.isView(value.data)
  );
}

/** The tensor itself. @throws RangeError where its shape does not fit its data */
export function checkHostTensor(tensor: HostTensor): HostTensor {
  const { shape, data } = tensor;
  if (sizeOf(shape) !== data.length)
    throw new RangeError(`Cannot use a tensor of [${shape}]: it wants ${sizeOf(shape)} elements, found ${data.length}`);
  return tensor;
}

/**
 * Makes arrays of the host tensors in a batch, however deep in tuples and objects. They belong to the scope that is
 * open: call it inside the training step.
 *
 * @example
 * ```ts
 * import { scope } from '@zero-to-gpt/linalg';
 * import { upload } from '@zero-to-gpt/optim';
 *
 * using _ = scope();
 * const { x } = upload({ x: { shape: [1, 2], data: Float32Array.of(3, 4) }, name: 'first' });
 * x.toArray(); // → [[3, 4]]
 * ```
 */
export function upload<Batch>(batch: Batch, options: UploadOptions = {}): Uploaded<Batch> {
  checkOptions('upload', options, ['device']);
  const visit = (value: unknown): unknown => {
    if (isHostTensor(value)) return fromData(value.data, value.shape, options);
    if (Array.isArray(value)) return value.map(visit);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, visit(part)]));
  };
  return visit(batch) as Uploaded<Batch>; // the same structure with arrays in place of host tensors
}

/** Whether a value is an object written with braces, whose keys are its own. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
