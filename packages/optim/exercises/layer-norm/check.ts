import { Tensor } from '@zero-to-gpt/autograd';
import { check } from '@zero-to-gpt/check';
import { array, type NDArray, ones, Random, zeros } from '@zero-to-gpt/linalg';
import { LayerNorm } from '@zero-to-gpt/optim';

export default check<typeof import('./solution.ts')>('optim/layer-norm', ({ layerNorm }, t) => {
  const plain = (x: NDArray, eps = 0): NDArray => layerNorm(x, ones([x.shape[1]!]), zeros([x.shape[1]!]), eps);
  const first = (x: NDArray): number => x.get(0, 0);
  const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-4;

  t.step('one sample: 1, 3, 5', () => {
    const y = plain(array([[1, 3, 5]]));
    t.ok(
      !Number.isNaN(first(y)),
      'There is 0/0: mean and variance were taken over the samples; take them over the features',
    );
    t.ok(!near(first(y), -1), 'The first is −1: the variance divides by C = 3 here, not by C − 1');
    t.ok(!near(first(y), -2), 'The first is −2: divide by the root of the variance');
    t.ok(!near(first(y), -0.75), 'The first is −0.75: divided by the variance itself, take its root');
    t.ok(!near(first(y), 1 / Math.sqrt(8 / 3)), 'The first is 0.61: subtract the mean');
    t.ok(!near(first(y), -Math.SQRT1_2), 'The first is −0.71: the variance is the mean of the squares, not their sum');
    t.close(y, array([[-1.2247449, 0, 1.2247449]]));
  });
  t.step('each sample by itself', () => {
    const y = plain(array([[1, 3, 5], [100, 300, 500]])); // biome-ignore format: as a matrix
    t.ok(
      !near(y.get(0, 0), -1) || !near(y.get(1, 0), 1),
      'Each feature was normed over the samples, as batch norm does: here it is each sample over its features',
    );
    t.ok(
      Math.abs(y.get(0, 0) - y.get(1, 0)) < 0.01,
      'The samples were normed together: one mean and one variance for each sample',
    );
    t.close(y, array([[-1.2247449, 0, 1.2247449], [-1.2247449, 0, 1.2247449]])); // biome-ignore format: as a matrix
  });
  t.step('ε is added to the variance', () => {
    const y = plain(array([[-2, 2]]), 5); // variance 4
    t.ok(!near(first(y), -2 / 7), 'ε was added to the root: it belongs under it');
    t.ok(!near(first(y), -1), 'ε is missing');
    t.close(y, array([[-2 / 3, 2 / 3]]));
    t.close(plain(array([[4, 4]]), 1e-5), array([[0, 0]]), { what: 'norm of equal features' });
  });
  t.step('weight and bias of each feature', () => {
    const y = layerNorm(array([[-2, 2], [-6, 6]]), array([10, 100]), array([1, 2]), 0); // biome-ignore format: as a matrix
    t.ok(!near(first(y), -10), 'The bias is missing');
    t.ok(!near(y.get(0, 1), 3), 'The weight is missing');
    t.ok(!near(y.get(0, 1), 300), 'The bias was added before the weight multiplied');
    t.close(y, array([[-9, 102], [-9, 102]])); // biome-ignore format: as a matrix
  });
  t.step('random, as the package', () => {
    const random = new Random(5);
    const x = random.normal([6, 8], { mean: 3, std: 2 });
    const norm = new LayerNorm(8);
    norm.weight!.value.assign(random.normal([8]));
    norm.bias!.value.assign(random.normal([8]));
    t.close(layerNorm(x, norm.weight!.value, norm.bias!.value, 1e-5), norm.forward(new Tensor(x)).value);
  });
});
