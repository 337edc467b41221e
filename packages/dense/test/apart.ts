import { array, type Device, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';

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
