import {
  type Device,
  type DType,
  fromData,
  type NDArray,
  Random,
  reference,
  type Shape,
  sizeOf,
} from '@zero-to-gpt/linalg';
import { difference } from '../compare.ts';

/** One array on the device under test and its twin, in float64, on the reference. */
export interface Pair {
  /** On the device under test. */
  readonly x: NDArray;
  /** On the reference device. */
  readonly exact: NDArray;
}

/** Normal numbers, the same on both devices; masks and integers hold small whole ones. */
export function pair(
  device: Device,
  shape: Shape,
  { dtype = 'float32', seed = 1 }: { dtype?: DType; seed?: number } = {},
): Pair {
  const random = new Random(seed);
  const values = Float64Array.from({ length: sizeOf(shape) }, () => {
    if (dtype === 'uint8') return random.int(2);
    if (dtype === 'int32') return random.int(19) - 9;
    return Math.fround((random.next() + random.next() + random.next() - 1.5) * 2);
  });
  return {
    x: fromData(values, shape, { dtype, device }),
    exact: fromData(values, shape, { dtype: dtype === 'float32' ? 'float64' : dtype, device: reference }),
  };
}

/** How the device's array differs from the exact one; '' where it does not. */
export async function gap(x: NDArray, exact: NDArray, tolerance?: { rtol?: number; atol?: number }): Promise<string> {
  return difference({ data: await x.data(), shape: x.shape }, { data: exact.toFlat(), shape: exact.shape }, tolerance);
}

/** Ways to look at memory that is not row-major, from a pair; each has at least one element. */
export const layouts: readonly { readonly name: string; readonly of: (x: NDArray) => NDArray }[] = [
  { name: 'row-major', of: (x) => x.view() },
  { name: 'transposed', of: (x) => x.T },
  { name: 'every other column', of: (x) => x.slice(...x.shape.slice(1).map(() => ({})), { start: 1, step: 2 }) },
  { name: 'inner rows', of: (x) => x.slice({ start: 1 }) },
  { name: 'repeated by broadcasting', of: (x) => x.slice({ stop: 1 }).expand(...x.shape) },
];
