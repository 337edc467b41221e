import { checkOptions, NDArray } from '@zero-to-gpt/linalg';
import { checkSameShape, reduced, type WeightedLossOptions, weighted } from '../operations/reduction.ts';
import * as rules from '../rules/index.ts';
import { applyOne, Tensor } from '../tensor.ts';

/**
 * −t·ln p − (1 − t)·ln(1 − p) for probabilities p and wanted ones t, of one shape, in nats. Logarithms are held above
 * −100, as in PyTorch. `binaryCrossEntropyWithLogits` is exact where p rounds to 0 or 1: prefer it.
 * @throws RangeError where the shapes differ, or p is no probability (where the host can see it)
 */
export function binaryCrossEntropy(
  probabilities: Tensor,
  target: Tensor | NDArray,
  options: WeightedLossOptions = {},
): Tensor {
  const { weight, reduction = 'mean' } = checkOptions('binaryCrossEntropy', options, ['weight', 'reduction']);
  checkSameShape(probabilities, target);
  checkProbabilities(probabilities);
  const wanted = target instanceof NDArray ? new Tensor(target.astype(probabilities.dtype)) : target;
  return reduced(weighted(applyOne(rules.binaryCrossEntropy, probabilities, wanted), weight), reduction);
}

/** Options of `binaryCrossEntropyWithLogits`. */
export interface BinaryCrossEntropyWithLogitsOptions extends WeightedLossOptions {
  /** Factor of the term of positive examples, broadcast to the losses' shape: above 1 it favours recall. */
  posWeight?: NDArray | number;
}

/**
 * `binaryCrossEntropy` of σ(logits), without overflow: (1 − t)·x + (1 + (posWeight − 1)·t)·ln(1 + e⁻ˣ).
 *
 * @example
 * ```ts
 * import { binaryCrossEntropyWithLogits, tensor } from '@zero-to-gpt/autograd';
 *
 * binaryCrossEntropyWithLogits(tensor([1000, -1000]), tensor([1, 0])).item(); // → 0
 * ```
 * @throws RangeError where the shapes differ
 */
export function binaryCrossEntropyWithLogits(
  logits: Tensor,
  target: Tensor | NDArray,
  options: BinaryCrossEntropyWithLogitsOptions = {},
): Tensor {
  const {
    weight,
    posWeight,
    reduction = 'mean',
  } = checkOptions('binaryCrossEntropyWithLogits', options, ['weight', 'posWeight', 'reduction']);
  checkSameShape(logits, target);
  const wanted = target instanceof NDArray ? new Tensor(target.astype(logits.dtype)) : target;
  const surprise = applyOne(rules.softplus, logits.neg()); // −ln σ(x)
  const positive = posWeight === undefined ? surprise : surprise.mul(wanted.mul(minusOne(posWeight)).add(1));
  const losses = positive.sub(wanted.sub(1).mul(logits)); // ∞·(1 − t), not ∞ − ∞·t, which is NaN
  return reduced(weighted(losses, weight), reduction);
}

function minusOne(posWeight: NDArray | number): NDArray | number {
  return typeof posWeight === 'number' ? posWeight - 1 : posWeight.sub(1);
}

/** Finds what is no probability, on devices whose memory the host sees. */
function checkProbabilities(probabilities: Tensor): void {
  const values = probabilities.device.readSync?.(probabilities.value);
  const at = values?.findIndex((p) => !(p >= 0 && p <= 1) && !Number.isNaN(p)) ?? -1;
  if (at >= 0)
    throw new RangeError(
      `Cannot take binaryCrossEntropy: found ${values![at]} at position ${at}, wanted a probability from 0 to 1; for logits use binaryCrossEntropyWithLogits`,
    );
}
