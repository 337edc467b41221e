import { checkOptions, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { type GradCheckOptions, gradCheck } from '@zero-to-gpt/linreg';
import type { Layer, Parameter } from './layer.ts';

/** How closely slopes are compared, and by which sum of the results. */
export interface GradCheckLayerOptions extends GradCheckOptions {
  /** Draws the weights of that sum. Default seed 0. */
  random?: Random;
}

/**
 * Compares what a layer's `backward` gives with central differences: the slopes of x and of every parameter, for a sum of
 * the results with drawn weights. Returns the largest difference, as `gradCheck` measures it. x is a batch of float64
 * numbers, of more than one sample (ids, int32, have no slopes and are only handed in). Leaves the parameters' numbers as
 * they were and their slopes at zero. Reads the device.
 *
 * @example
 * ```ts
 * import { array, Random } from '@zero-to-gpt/linalg';
 * import { Dense, gradCheckLayer, Sequential, Tanh } from '@zero-to-gpt/dense';
 *
 * const options = { random: new Random(1), dtype: 'float64' } as const;
 * using model = new Sequential(new Dense(3, 4, options), new Tanh(), new Dense(4, 2, options));
 * gradCheckLayer(model, array([[1, 2, 3], [0, -1, 1]], { dtype: 'float64' })) < 1e-8; // → true
 * ```
 * @throws Error that names x or the parameter, the element, the slope found and the one wanted
 */
export function gradCheckLayer(layer: Layer, x: NDArray, given: GradCheckLayerOptions = {}): number {
  const known = ['random', 'eps', 'tolerance'] as const;
  const { random = new Random(0), ...options } = checkOptions('gradCheckLayer', given, known);
  return tidy(() => {
    const y = layer.forward(x);
    const dy = random.normal(y.shape, { dtype: y.dtype, device: y.device });
    const lossAt = (at: NDArray): number => layer.forward(at).mul(dy).sum().item();
    for (const parameter of layer.parameters) parameter.zeroGrad();
    const dx = layer.backward(dy);
    const slopes = layer.parameters.map(({ grad }) => grad.clone());
    for (const parameter of layer.parameters) parameter.zeroGrad();

    const ofParameter = ({ name, value }: Parameter, i: number): number => {
      const before = value.clone();
      const lossWith = (moved: NDArray): number => {
        value.assign(moved);
        const found = lossAt(x);
        value.assign(before);
        return found;
      };
      return named(name, () => gradCheck(lossWith, () => slopes[i]!, before, options));
    };
    const ofInput = x.dtype === 'int32' ? 0 : named('x', () => gradCheck(lossAt, () => dx, x, options));
    return Math.max(ofInput, ...layer.parameters.map(ofParameter));
  });
}

/** Says of an error whose slopes they were. */
function named(name: string, check: () => number): number {
  try {
    return check();
  } catch (error) {
    if (error instanceof Error) error.message = `${name}: ${error.message}`;
    throw error;
  }
}
