import { arange, empty, emptyLike, logSumExp, type NDArray, sizeOf, where } from '@zero-to-gpt/linalg';
import { only, type Traced } from '../vocabulary.ts';

/** Which rows count, and how far the wanted distribution is from one-hot. */
export interface CrossEntropyRows {
  /** Rows with this target have loss 0 and gradient 0. */
  readonly ignoreIndex: number;
  /** Share of the wanted probability that is spread evenly over all classes. */
  readonly labelSmoothing: number;
}

/**
 * −Σ wanted·ln softmax(logits) for each row: logits (…, V), targets (…) int32; dlogits = (softmax − wanted)·dloss.
 * Softmax and logarithm are one rule, as p − y is exact where ln p is not. One kernel where the device has one.
 */
export function crossEntropy(logits: NDArray, targets: NDArray, options: CrossEntropyRows): Traced<NDArray> {
  const fused = options.labelSmoothing === 0 ? fusedForward(logits, targets, options) : null;
  const { losses, logSums } = fused ?? composedForward(logits, targets, options);
  return {
    name: 'crossEntropy',
    values: [losses],
    saved: [logits, targets, logSums],
    backward(dys) {
      const dy = only(dys);
      return [
        (fused && fusedBackward(dy, logits, targets, logSums, options)) ??
          composedBackward(dy, logits, targets, logSums, options),
      ];
    },
  };
}

/** One number for each row. */
interface Rows {
  readonly losses: NDArray;
  /** ln Σ eˣ, kept for the way back. */
  readonly logSums: NDArray;
}

function composedForward(logits: NDArray, targets: NDArray, { labelSmoothing, ignoreIndex }: CrossEntropyRows): Rows {
  const logSums = logSumExp(logits);
  const picked = where(oneHot(targets, logits), logits, 0).sum({ axis: -1 });
  let losses = logSums.sub(picked);
  if (labelSmoothing > 0) {
    const even = logSums.sub(logits.mean({ axis: -1 }));
    losses = losses.mul(1 - labelSmoothing).add(even.mul(labelSmoothing));
  }
  return { losses: where(targets.equal(ignoreIndex), 0, losses), logSums };
}

/** (softmax − wanted)·dloss, 0 in ignored rows. */
function composedBackward(
  dy: NDArray,
  logits: NDArray,
  targets: NDArray,
  logSums: NDArray,
  { ignoreIndex, labelSmoothing }: CrossEntropyRows,
): NDArray {
  const probabilities = logits.sub(logSums.unsqueeze(-1)).exp();
  const certain = oneHot(targets, logits)
    .astype(logits.dtype)
    .mul(1 - labelSmoothing);
  const wanted = labelSmoothing > 0 ? certain.add(labelSmoothing / logits.shape.at(-1)!) : certain;
  const weights = where(targets.equal(ignoreIndex), 0, dy).unsqueeze(-1); // (…, 1)
  return probabilities.sub(wanted).mul(weights);
}

/** 1 at each row's target, (…, V) uint8; a row of zeros where the target is no class. */
function oneHot(targets: NDArray, { shape, device }: NDArray): NDArray {
  return targets.unsqueeze(-1).equal(arange(shape.at(-1)!, { dtype: 'int32', device }));
}

function fusedForward(logits: NDArray, targets: NDArray, { ignoreIndex }: CrossEntropyRows): Rows | null {
  const { kernels } = logits.device;
  if (!kernels.crossEntropy || !kernels.crossEntropyBackward) return null;
  const { dtype, device } = logits;
  const losses = empty(targets.shape, { dtype, device });
  const logSums = empty(targets.shape, { dtype, device });
  const [x, t, out, sums] = [rowsOf(logits), flat(targets), flat(losses), flat(logSums)];
  return kernels.crossEntropy(x, t, out, sums, { ignoreIndex }) ? { losses, logSums } : null;
}

function fusedBackward(
  dy: NDArray,
  logits: NDArray,
  targets: NDArray,
  logSums: NDArray,
  { ignoreIndex }: CrossEntropyRows,
): NDArray | null {
  const { kernels } = logits.device;
  const dx = emptyLike(logits);
  const [d, x, t, sums, out] = [flat(dy), rowsOf(logits), flat(targets), flat(logSums), rowsOf(dx)];
  return kernels.crossEntropyBackward?.(d.contiguous(), x, t, sums, out, { ignoreIndex }) ? dx : null;
}

function flat(x: NDArray): NDArray {
  return x.reshape(sizeOf(x.shape));
}

function rowsOf(x: NDArray): NDArray {
  return x.reshape(sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!);
}
