import { check } from '@zero-to-gpt/check';
import { array, Random } from '@zero-to-gpt/linalg';

const near = (a: number, b: number): boolean => Math.abs(a - b) < 1e-3 * Math.max(1, Math.abs(b));

export default check<typeof import('./solution.ts')>('optim/noise-scale', ({ noiseScale }, t) => {
  t.step('one weight, slopes 3, 5, −1 and 1: the signal', () => {
    const { signal } = noiseScale(array([[3], [5], [-1], [1]]));
    t.ok(!near(signal, 2), 'The signal is 2, the mean itself: its square is wanted');
    t.ok(!near(signal, 9), 'The signal is 9, the mean of the squares: square the mean, not the slopes');
    t.ok(!near(signal, 36), 'The signal is 36, the square of all squares added up: first the mean, then its square');
    t.ok(!near(signal, 64), 'The signal is 64, the square of the sum: square the mean');
    t.close(signal, 4, { what: 'signal' });
  });
  t.step('and the noise', () => {
    const { noise } = noiseScale(array([[3], [5], [-1], [1]]));
    t.ok(!near(noise, 5), 'The noise is 5: it was divided by n = 4; around a mean of the same samples divide by n − 1');
    t.ok(!near(noise, 20), 'The noise is 20, the sum of the squares: divide by n − 1');
    t.ok(!near(noise, Math.sqrt(20 / 3)), 'The noise is 2.58, a standard deviation: leave the root out');
    t.ok(!near(noise, 12), 'The noise is 12 = 36/3: take the mean away before squaring');
    t.ok(!near(noise, 8 / 3), 'The noise is 2.67, made of the distances themselves: square them');
    t.close(noise, 20 / 3, { what: 'noise' });
  });
  t.step('and the scale', () => {
    const { scale } = noiseScale(array([[3], [5], [-1], [1]]));
    t.ok(!near(scale, 0.6), 'The scale is 0.6, signal divided by noise: a noisier problem wants a larger batch');
    t.close(scale, 5 / 3, { what: 'scale' });
  });
  t.step('two weights add up', () => {
    const slopes = array([
      [3, 10],
      [5, 14],
      [-1, 12],
      [1, 8],
    ]);
    const { signal, noise } = noiseScale(slopes);
    t.ok(!near(signal, 169), 'The signal is 169 = (2 + 11)²: square each weight’s mean, then add');
    t.ok(
      !near(signal, 42.25) && !near(signal, 62.5),
      `The signal is ${signal}, a mean over the weights: one mean for each weight (axis 0), and a sum of their squares`,
    );
    t.close(signal, 125, { what: 'signal' });
    t.ok(
      !near(noise, 40 / 7),
      'The noise was divided by the number of all slopes less one: n is the number of samples',
    );
    t.ok(!near(noise, 20 / 3), 'The noise is a mean over the weights: add them up');
    t.close(noise, 40 / 3, { what: 'noise' });
  });
  t.step('samples that agree have no noise', () => {
    const { signal, noise, scale } = noiseScale(array([[1, 2], [1, 2], [1, 2]])); // biome-ignore format: one line
    t.close([signal, noise, scale], [5, 0, 0], { what: 'list of signal, noise and scale' });
  });
  t.step('random: 30 samples, 5 weights', () => {
    const slopes = new Random(3).normal([30, 5]).add(array([1, 0, -1, 2, 0.5]));
    let [signal, noise] = [0, 0];
    for (let j = 0; j < 5; j++) {
      let mean = 0;
      for (let i = 0; i < 30; i++) mean += slopes.get(i, j) / 30;
      signal += mean * mean;
      for (let i = 0; i < 30; i++) noise += (slopes.get(i, j) - mean) ** 2 / 29;
    }
    const found = noiseScale(slopes);
    t.close([found.signal, found.noise, found.scale], [signal, noise, noise / signal], {
      what: 'list of signal, noise and scale',
      rtol: 1e-3,
    });
  });
});
