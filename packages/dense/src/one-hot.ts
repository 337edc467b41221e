import { arange, checkOptions, type DType, type NDArray, tidy } from '@zero-to-gpt/linalg';
import { checkLabels } from './class-targets.ts';

/**
 * Labels (…) as rows (…, classes) with a 1 at the label and 0 elsewhere.
 * @throws RangeError for a label that is no class
 */
export function oneHot(labels: NDArray, classes: number, options: { dtype?: DType } = {}): NDArray {
  const { dtype = 'float32' } = checkOptions('oneHot', options, ['dtype']);
  if (!Number.isInteger(classes) || classes < 1)
    throw new RangeError(`Cannot write labels with ${classes} classes: expected a whole number of at least 1`);
  checkLabels('write labels', labels, classes);
  const steps = arange(classes, { dtype: labels.dtype, device: labels.device });
  const rows = tidy(() => labels.unsqueeze(-1).equal(steps).astype(dtype));
  steps.dispose();
  return rows;
}
