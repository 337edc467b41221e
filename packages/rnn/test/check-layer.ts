import type { Layer } from '@zero-to-gpt/dense';
import { type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { gradCheck } from '@zero-to-gpt/linreg';

/**
 * Compares what `backward` gives with central differences in float64: the slopes of the input and of every parameter, of
 * a weighted sum of the layer's result. Returns the largest difference.
 */
export function checkLayer(layer: Layer, x: NDArray): number {
  const dy = tidy(() => new Random(99).normal(layer.forward(x).shape, { dtype: 'float64', device: x.device }));
  const loss = (at: NDArray): number => tidy(() => layer.forward(at).mul(dy).sum().item());
  const slopes = (): { dx: NDArray; dws: NDArray[] } => {
    for (const parameter of layer.parameters) parameter.zeroGrad();
    layer.forward(x);
    return { dx: layer.backward(dy), dws: layer.parameters.map((parameter) => parameter.grad.clone()) };
  };
  const { dx, dws } = slopes();
  const differences = [gradCheck(loss, () => dx, x)];
  layer.parameters.forEach(({ value }, i) => {
    const before = value.clone();
    const at = (w: NDArray): number => {
      value.assign(w);
      const found = loss(x);
      value.assign(before);
      return found;
    };
    differences.push(gradCheck(at, () => dws[i]!, before));
  });
  return Math.max(...differences);
}
