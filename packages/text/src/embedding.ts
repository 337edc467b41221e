import {
  applyOne,
  Module,
  only,
  Parameter,
  run,
  type Tensor,
  type Traced,
  type Vocabulary,
} from '@zero-to-gpt/autograd';
import { type ArrayOptions, defaultRandom, NDArray, type Random, type Shape, zeros } from '@zero-to-gpt/linalg';

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
export function embeddingRule<A extends Vocabulary<A>>(table: A, ids: NDArray): Traced<A> {
  const { shape } = table;
  return {
    name: 'embedding',
    values: [table.take(ids)],
    saved: [ids],
    backward: (dys) => [run((rows) => collectRows(rows, ids, shape), only(dys))],
  };
}

/** The way back of `embeddingRule`, whose own way back is taking rows again: zeros of the table's shape plus the rows. */
function collectRows<A extends Vocabulary<A>>(rows: A, ids: NDArray, shape: Shape): Traced<A> {
  const table =
    rows instanceof NDArray
      ? (collected(rows, ids, shape) as unknown as A) // Cast: A is NDArray where the rows are one
      : run((x) => collectRows(x, ids, shape), rows);
  return { name: 'collectRows', values: [table], saved: [ids], backward: (dys) => [only(dys).take(ids)] };
}

function collected(rows: NDArray, ids: NDArray, shape: Shape): NDArray {
  const { dtype, device } = rows;
  const [flatIds, lines] = [ids.reshape(-1), rows.reshape(-1, shape[1]!)];
  const table = zeros(shape, { dtype, device });
  const done = device.kernels.embeddingBackward?.(flatIds, lines, table) ?? false;
  if (!done) device.scatterAdd(flatIds, lines, table);
  return table;
}
