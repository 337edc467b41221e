import { checkOptions, type Device, dtypeOf, fromData, type NDArray } from '@zero-to-gpt/linalg';
import type { HostTensor } from '../data/host-tensor.ts';
import { widenFloat16 } from './safetensors-dtypes.ts';
import { packSafetensors, type UnpackOptions, unpackSafetensors } from './safetensors-format.ts';

/**
 * Arrays by name as the bytes of a safetensors file, the very bytes that Hugging Face's library writes for the same
 * tensors. No array may change before the promise resolves.
 * @throws RangeError for a name that cannot be written
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { decodeSafetensors, encodeSafetensors } from '@zero-to-gpt/optim';
 * const bytes = await encodeSafetensors(new Map([['bias', array([1, 2, 3])]]), { model: 'tiny' });
 * const { tensors, metadata } = decodeSafetensors(bytes);
 * tensors.get('bias')?.toArray(); // → [1, 2, 3]
 * metadata; // → { model: 'tiny' }
 * ```
 */
export async function encodeSafetensors(
  tensors: ReadonlyMap<string, NDArray>,
  metadata: Readonly<Record<string, string>> = {},
): Promise<Uint8Array> {
  return packSafetensors(await readTensors(tensors), metadata);
}

/** Options of `decodeSafetensors`. */
export interface DecodeOptions extends UnpackOptions {
  /** Where the arrays are made. Default: `cpu`. */
  readonly device?: Device;
}

/** Arrays of a safetensors file. */
export interface DecodedTensors {
  /** The arrays by name, in the order of their bytes. They belong to the caller. */
  readonly tensors: Map<string, NDArray>;
  /** Free text beside them. */
  readonly metadata: Record<string, string>;
}

/**
 * The arrays of a safetensors file, in the order of their bytes, and its free text. Nothing in the file is trusted.
 * F64, F32, F16, I32 and U8 keep their dtype (F16 becomes float32 on devices without float16); BF16 is read as float32,
 * BOOL as uint8, I64 as int32 where every value fits.
 * @throws RangeError that begins with `Cannot read safetensors` and names the tensor, what was found and what was wanted
 */
export function decodeSafetensors(bytes: Uint8Array, options: DecodeOptions = {}): DecodedTensors {
  const { device, rejectNaN = false } = checkOptions('decodeSafetensors', options, ['device', 'rejectNaN']);
  const { tensors, metadata } = unpackSafetensors(bytes, { rejectNaN });
  return { tensors: uploadTensors(tensors, device), metadata };
}

/** Reads all arrays onto the host. */
export async function readTensors(tensors: ReadonlyMap<string, NDArray>): Promise<Map<string, HostTensor>> {
  const reads = [...tensors].map(async ([name, x]): Promise<[string, HostTensor]> => {
    const { shape } = x;
    return [name, { shape, data: await x.data() }];
  });
  return new Map(await Promise.all(reads));
}

/** Makes arrays of host tensors; where one fails, none remains. */
export function uploadTensors(tensors: ReadonlyMap<string, HostTensor>, device?: Device): Map<string, NDArray> {
  const arrays = new Map<string, NDArray>();
  try {
    for (const [name, tensor] of tensors) arrays.set(name, uploadTensor(tensor, device));
  } catch (error) {
    for (const x of arrays.values()) x.dispose();
    throw error;
  }
  return arrays;
}

/** Makes an array of a host tensor; float16 becomes float32 where the device has none. */
export function uploadTensor({ shape, data }: HostTensor, device?: Device): NDArray {
  const wide = dtypeOf(data) === 'float16' && !device?.dtypes.has('float16');
  // float16 lies on the host as its 16 bits
  const values = wide ? widenFloat16(data as Uint16Array) : data;
  return fromData(values, shape, device ? { device } : {});
}
