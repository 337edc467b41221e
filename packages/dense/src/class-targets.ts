import { type NDArray, sizeOf } from '@zero-to-gpt/linalg';

/** Scores or log-probabilities as rows of classes, and the class wanted in each. */
export interface ClassRows {
  /** (N, C): the class axis last. */
  readonly rows: NDArray;
  /** (N) int32. */
  readonly targets: NDArray;
  /** Whether some row's target is the one to leave out; true also where the device cannot be read at once. */
  readonly someIgnored: boolean;
  /** Puts one number a row back into the targets' shape. */
  restore(perRow: NDArray): NDArray;
  /** Puts (N, C) back into the shape that came. */
  restoreRows(perClass: NDArray): NDArray;
}

/**
 * Brings predictions (C), (N, C) or (N, C, d₁, d₂ …), as in PyTorch, and targets without the class axis into rows.
 * @throws RangeError for shapes that do not fit, empty batches, and labels that are no class (reads the device)
 */
export function classRows(scores: NDArray, targets: NDArray, ignoreIndex: number): ClassRows {
  const axis = scores.ndim === 1 ? 0 : 1;
  const wanted = scores.shape.filter((_, i) => i !== axis);
  if (scores.ndim === 0 || `${wanted}` !== `${targets.shape}` || wanted.length !== targets.ndim)
    throw new RangeError(
      `Cannot measure a loss: scores [${scores.shape}] and targets [${targets.shape}], expected targets [${wanted}], one class a sample`,
    );
  const classes = scores.shape[axis]!;
  const count = sizeOf(targets.shape);
  if (count === 0 || classes === 0)
    throw new RangeError(`Cannot measure a loss: the batch is empty, scores [${scores.shape}]`);
  const someIgnored = checkLabels('measure a loss', targets, classes, ignoreIndex);
  const last = scores.ndim - 1;
  const order = [...wanted.keys()].map((i) => (i < axis ? i : i + 1));
  const moved = axis === last ? scores : scores.permute(...order, axis);
  const labels = targets.dtype === 'int32' ? targets : targets.astype('int32');
  return {
    rows: moved.reshape(count, classes),
    targets: labels.reshape(count),
    someIgnored,
    restore: (perRow) => perRow.reshape(...targets.shape),
    restoreRows(perClass) {
      const back = perClass.reshape(...wanted, classes);
      return axis === last ? back : back.permute(0, last, ...order.slice(1).map((i) => i - 1)).contiguous();
    },
  };
}

/**
 * Checks that labels are whole numbers below `classes`, where the device can be read at once. Returns whether some are
 * `ignoreIndex`, or may be.
 * @throws RangeError that names the first which is no class
 */
export function checkLabels(action: string, labels: NDArray, classes: number, ignoreIndex?: number): boolean {
  if (!labels.device.readSync) return ignoreIndex !== undefined;
  let someIgnored = false;
  const flat = labels.toFlat();
  for (let at = 0; at < flat.length; at++) {
    const label = flat[at]!;
    if (label === ignoreIndex) someIgnored = true;
    else if (!(Number.isInteger(label) && label >= 0 && label < classes))
      throw new RangeError(
        `Cannot ${action}: label ${at} is ${label}, expected a class from 0 to ${classes - 1}${
          label === classes ? ' (do the labels count from 1?)' : ''
        }`,
      );
  }
  return someIgnored;
}
