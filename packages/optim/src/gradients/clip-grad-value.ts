import type { Parameter } from '@zero-to-gpt/autograd';
import { checkOptions } from '@zero-to-gpt/linalg';

/** Options of `clipGradValue`. */
export interface ClipGradValueOptions {
  /** Largest size of an element that stays as it is. */
  readonly clipValue?: number;
}

/**
 * Brings every element of every gradient into [−clipValue, clipValue], in place: as PyTorch's `clip_grad_value_`. This turns
 * the direction, which `clipGradNorm` keeps. NaN stays NaN.
 * @throws RangeError unless clipValue is above 0
 *
 * @example
 * ```ts
 * import { Parameter } from '@zero-to-gpt/autograd';
 * import { array } from '@zero-to-gpt/linalg';
 * import { clipGradValue } from '@zero-to-gpt/optim';
 *
 * const x = new Parameter(array([0, 0, 0]));
 * x.grad = array([-30, 0.5, 4]);
 * clipGradValue([x], { clipValue: 2 });
 * x.grad!.toArray(); // → [-2, 0.5, 2]
 * ```
 */
export function clipGradValue(parameters: Iterable<Parameter>, options: ClipGradValueOptions = {}): void {
  const { clipValue = 1 } = checkOptions('clipGradValue', options, ['clipValue']);
  if (!(clipValue > 0)) throw new RangeError(`Cannot clip gradients to value ${clipValue}: expected a number above 0`);
  for (const { grad } of parameters) {
    if (!grad) continue;
    grad.device.binary('minimum', grad, clipValue, grad);
    grad.device.binary('maximum', grad, -clipValue, grad);
  }
}
