import { type NDArray, unscoped } from '@zero-to-gpt/linalg';
import { checkArray, Tensor } from '../tensor.ts';

/**
 * A tensor that training changes: it requires a gradient, belongs to no scope, and modules find it among their fields.
 * It takes over the array: `new Parameter(zeros([3]))`.
 */
export class Parameter extends Tensor {
  /**
   * Called by `backward` as soon as this parameter's gradient is complete, while others are still on their way;
   * distributed training starts to send it then.
   */
  onGradient: ((parameter: Parameter) => void) | null = null;

  /** Takes over `value`, in row-major order; the handle passed in is freed, use `parameter.value`. @throws TypeError for whole numbers, and for what is no array */
  constructor(value: NDArray) {
    super(
      unscoped(() => checkArray(value).contiguous()),
      { requiresGrad: true },
    );
    value.dispose('a Parameter took it over; use parameter.value');
    this.variable.onGradient = () => this.onGradient?.(this);
  }
}
