import { NDArray } from '@zero-to-gpt/linalg';
import { checkIndex, type Dataset } from './dataset.ts';
import { checkHostTensor, type HostTensor } from './host-tensor.ts';

/**
 * Rows of arrays that belong together, such as inputs and targets: item i holds row i of each, as PyTorch's
 * `TensorDataset`. Arrays are copied onto the host once; rows are views of the copy. `collate` of a loader stacks them
 * again, and `upload` brings the batch to a device.
 *
 * @example
 * ```ts
 * import { array } from '@zero-to-gpt/linalg';
 * import { DataLoader, TensorDataset } from '@zero-to-gpt/optim';
 *
 * const dataset = new TensorDataset(array([[1, 2], [3, 4], [5, 6]]), array([0, 1, 0], { dtype: 'int32' }));
 * const [first] = new DataLoader(dataset, { batchSize: 2 });
 * first?.[0]; // → { shape: [2, 2], data: Float32Array.of(1, 2, 3, 4) }
 * first?.[1]; // → { shape: [2], data: Int32Array.of(0, 1) }
 * ```
 */
export class TensorDataset<Arrays extends readonly (NDArray | HostTensor)[]>
  implements Dataset<{ readonly [K in keyof Arrays]: HostTensor }>
{
  /** Number of rows. */
  readonly length: number;
  /** The arrays, on the host. */
  readonly tensors: readonly HostTensor[];

  /**
   * `arrays`: each [length, …]; arrays on a device whose memory the host does not see are read first,
   * `{ shape: x.shape, data: await x.data() }`.
   * @throws RangeError where they have no rows, or not the same number
   */
  constructor(...arrays: Arrays) {
    if (arrays.length === 0) throw new RangeError('Cannot make a dataset of no arrays: expected at least one');
    this.tensors = arrays.map((x) =>
      x instanceof NDArray ? { shape: x.shape, data: x.toFlat() } : checkHostTensor(x),
    );
    const lengths = this.tensors.map(({ shape }) => shape[0]);
    const [length] = lengths;
    if (length === undefined || lengths.some((other) => other !== length))
      throw new RangeError(
        `Cannot make a dataset of arrays ${this.tensors.map(({ shape }) => `[${shape}]`).join(' and ')}: expected as many rows in each`,
      );
    this.length = length;
  }

  /** Row `index` of each array. */
  get(index: number): { readonly [K in keyof Arrays]: HostTensor } {
    checkIndex(index, this.length);
    const rows = this.tensors.map(({ shape, data }) => {
      const size = data.length / this.length;
      return { shape: shape.slice(1), data: data.subarray(index * size, (index + 1) * size) };
    });
    return rows as unknown as { readonly [K in keyof Arrays]: HostTensor }; // one for each array
  }
}
