import { applyOne, Module, only, Parameter, type Tensor, type Traced } from '@zero-to-gpt/autograd';
import { type ArrayOptions, defaultRandom, type NDArray, type Random, zerosLike } from '@zero-to-gpt/linalg';

/** Options of `Embedding`. */
export interface EmbeddingOptions extends ArrayOptions {
  /** Standard deviation of the first values, whose mean is 0. Default 1, as PyTorch's; GPT-2 takes 0.02. */
  readonly std?: number;
  /** Where they come from. Default: the default stream. */
  readonly random?: Random;
}

/**
 * A table with a row for each token: ids go in, their rows come out. As PyTorch's `nn.Embedding`; a linear layer on
 * one-hot vectors without the multiplications.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { Embedding } from '@zero-to-gpt/text';
 *
 * const embedding = new Embedding(10, 4, { random: new Random(1) });
 * embedding.forward(array([[1, 2, 3]], { dtype: 'int32' })).shape; // → [1, 3, 4]
 * ```
 */
export class Embedding extends Module<[ids: NDArray]> {
  /** The table, (count, width). */
  readonly weight: Parameter;

  /** A table of `count` rows of `width` numbers. @throws RangeError unless both are whole numbers of at least 1 */
  constructor(count: number, width: number, { std = 1, random = defaultRandom(), ...options }: EmbeddingOptions = {}) {
    super();
    if (![count, width].every((n) => Number.isSafeInteger(n) && n >= 1))
      throw new RangeError(`Cannot make a table [${count}, ${width}]: expected whole numbers, at least 1`);
    if (!(std >= 0)) throw new RangeError(`Cannot spread first values by std ${std}: expected a number, at least 0`);
    this.weight = new Parameter(random.normal([count, width], { std, ...options }));
  }

  /**
   * ids int32 of any shape → (…ids, width).
   * @throws RangeError for an id outside the table, on devices where the host sees the ids; TypeError unless ids are int32
   */
  override forward(ids: NDArray): Tensor {
    return applyOne((table) => embeddingRule(table, ids), this.weight);
  }
}

/** rows[i] = table[ids[i]]; dtable[ids[i]] += drows[i], in the order of i. */
export function embeddingRule(table: NDArray, ids: NDArray): Traced<NDArray> {
  return {
    values: [table.take(ids)],
    saved: [ids],
    backward(dys) {
      const flatIds = ids.reshape(-1);
      const rows = only(dys).reshape(-1, table.shape[1]!);
      const dtable = zerosLike(table);
      const done = table.device.kernels.embeddingBackward?.(flatIds, rows, dtable) ?? false;
      if (!done) table.device.scatterAdd(flatIds, rows, dtable);
      return [dtable];
    },
  };
}
