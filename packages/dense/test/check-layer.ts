import { array, type Device, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { gradCheck } from '@zero-to-gpt/linreg';
import type { Layer } from '../src/index.ts';

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

/** Draws that keep away from the corners of ReLU and max pooling: all different, none near 0. */
export function apart(shape: readonly number[], device: Device): NDArray {
  const random = new Random(5);
  const size = shape.reduce((product, length) => product * length, 1);
  const order = random.permutation(size);
  const values = Array.from(order, (k) => (k - size / 2 + 0.5) / 7);
  return tidy(() =>
    random
      .uniform([size], { dtype: 'float64', device })
      .mul(0.01)
      .add(array(values, { dtype: 'float64', device }))
      .reshape(...shape),
  );
}
