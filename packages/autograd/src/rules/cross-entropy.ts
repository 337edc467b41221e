import { arange, empty, emptyLike, NDArray, sizeOf } from '@zero-to-gpt/linalg';
import { only, run, type Traced, type Vocabulary } from '../tape/vocabulary.ts';
import { where } from './join.ts';
import { logSumExp, softmax } from './softmax.ts';

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
export function crossEntropy<A extends Vocabulary<A>>(
  logits: A,
  targets: NDArray,
  options: CrossEntropyRows,
): Traced<A> {
  const fused = options.labelSmoothing === 0 ? fusedForward(logits, targets, options) : null;
  const losses = fused?.losses ?? composedForward(logits, targets, options);
  return {
    name: 'crossEntropy',
    values: [losses],
    saved: [logits, targets, ...(fused ? [fused.logSums] : [])],
    backward(dys) {
      const dy = only(dys);
      return [
        (fused && fusedBackward(dy, logits, targets, fused.logSums, options)) ??
          composedBackward(dy, logits, targets, options),
      ];
    },
  };
}

/** What the kernel gives: one number for each row. */
interface Rows<A> {
  readonly losses: A;
  /** ln Σ eˣ, kept for the way back. */
  readonly logSums: A;
}

function composedForward<A extends Vocabulary<A>>(
  logits: A,
  targets: NDArray,
  { labelSmoothing, ignoreIndex }: CrossEntropyRows,
): A {
  // the largest score is taken off first: scores of 10,000 have a rounding of 0.001, and their loss would have it too
  const scores = logits.size === 0 ? logits : logits.sub(run(finiteMax, logits));
  const logSums = run((x) => logSumExp(x, { axis: -1, keepdims: false }), scores);
  const wanted = oneHot(targets, scores);
  const picked = run((x) => where(wanted, x, 0), scores).sum({ axis: -1 });
  let losses = logSums.sub(picked);
  if (labelSmoothing > 0) {
    const even = logSums.sub(scores.mean({ axis: -1 }));
    losses = losses.mul(1 - labelSmoothing).add(even.mul(labelSmoothing));
  }
  const ignored = targets.equal(ignoreIndex);
  return run((x) => where(ignored, 0, x), losses);
}

/** (softmax − wanted)·dloss, 0 in ignored rows. */
function composedBackward<A extends Vocabulary<A>>(
  dy: A,
  logits: A,
  targets: NDArray,
  { ignoreIndex, labelSmoothing }: CrossEntropyRows,
): A {
  const probabilities = run((x) => softmax(x), logits);
  const certain = oneHot(targets, logits)
    .astype(logits.dtype)
    .mul(1 - labelSmoothing);
  const wanted = labelSmoothing > 0 ? certain.add(labelSmoothing / logits.shape.at(-1)!) : certain;
  const ignored = targets.equal(ignoreIndex);
  const dx = probabilities.sub(wanted).mul(dy.unsqueeze(-1));
  return run((d) => where(ignored.unsqueeze(-1), 0, d), dx); // an ignored row may hold anything, also NaN
}

/** The largest of each row, (…, 1); 0 where it is infinite, which less itself would be NaN. */
function finiteMax<A extends Vocabulary<A>>(x: A): Traced<A> {
  const top = x.max({ axis: -1, keepdims: true });
  return where(top.abs().less(Infinity), top, 0);
}

/** 1 at each row's target, (…, V) uint8; a row of zeros where the target is no class. */
function oneHot<A extends Vocabulary<A>>(targets: NDArray, { shape, device }: A): NDArray {
  return targets.unsqueeze(-1).equal(arange(shape.at(-1)!, { dtype: 'int32', device }));
}

/** The device's kernel, for arrays that it takes. Cast: A is NDArray where the logits are one. */
function fusedForward<A>(logits: A, targets: NDArray, { ignoreIndex }: CrossEntropyRows): Rows<A> | null {
  if (!(logits instanceof NDArray)) return null;
  const { dtype, device } = logits;
  if (!device.kernels.crossEntropy || !device.kernels.crossEntropyBackward) return null;
  const losses = empty(targets.shape, { dtype, device });
  const logSums = empty(targets.shape, { dtype, device });
  const [x, t, out, sums] = [rowsOf(logits), flat(targets), flat(losses), flat(logSums)];
  const done = device.kernels.crossEntropy(x, t, out, sums, { ignoreIndex });
  return done ? ({ losses, logSums } as unknown as Rows<A>) : null;
}

function fusedBackward<A>(dy: A, logits: A, targets: NDArray, logSums: A, { ignoreIndex }: CrossEntropyRows): A | null {
  if (!(dy instanceof NDArray) || !(logits instanceof NDArray) || !(logSums instanceof NDArray)) return null;
  const dx = emptyLike(logits);
  const [d, x, t, sums, out] = [flat(dy), rowsOf(logits), flat(targets), flat(logSums), rowsOf(dx)];
  const done = logits.device.kernels.crossEntropyBackward?.(d.contiguous(), x, t, sums, out, { ignoreIndex });
  return done ? (dx as A) : null;
}

function flat(x: NDArray): NDArray {
  return x.reshape(sizeOf(x.shape));
}

function rowsOf(x: NDArray): NDArray {
  return x.reshape(sizeOf(x.shape.slice(0, -1)), x.shape.at(-1)!);
}
