import { type NDArray, Random, reference } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { init } from '../src/index.ts';

const random = () => new Random(1);
const variance = (x: NDArray): number => x.var().item();

describe('init', () => {
  test('uniform() stays within ±1/√fanIn and has a third of its square as variance', () => {
    const drawn = init.uniform([200, 25], { random: random() });
    expect(drawn.abs().max().item()).toBeLessThan(0.2);
    expect(variance(drawn) / (0.04 / 3)).toBeCloseTo(1, 1);
  });
  test('uniform() takes another bound', () => {
    expect(variance(init.uniform([200, 25], { bound: 3, random: random() }))).toBeCloseTo(3, 0);
  });
  test('xavier() has variance gain² · 2/(fanIn + fanOut)', () => {
    expect(variance(init.xavier([60, 40], { random: random() })) / 0.02).toBeCloseTo(1, 1);
    expect(variance(init.xavier([60, 40], { gain: 3, random: random() })) / 0.18).toBeCloseTo(1, 1);
  });
  test('xavier() counts a window on both sides', () => {
    const drawn = init.xavier([12, 8, 5, 5], { random: random() }); // 200 in, 300 out
    expect(variance(drawn) / (2 / 500)).toBeCloseTo(1, 1);
  });
  test('kaiming() has variance 2/fanIn, a window counted', () => {
    expect(variance(init.kaiming([60, 50], { random: random() })) / 0.04).toBeCloseTo(1, 1);
    expect(variance(init.kaiming([12, 8, 5, 5], { random: random() })) / 0.01).toBeCloseTo(1, 1);
  });
  test('kaiming() keeps the size of values through ten layers with ReLU, uniform() does not', () => {
    const through = (draw: typeof init.kaiming): number => {
      const stream = random();
      let x = stream.normal([50, 100]);
      for (let i = 0; i < 10; i++) x = x.matmul(draw([100, 100], { random: stream }).T).relu();
      return x.mul(x).mean().item();
    };
    expect(through(init.kaiming)).toBeGreaterThan(0.3);
    expect(through(init.kaiming)).toBeLessThan(3);
    expect(through(init.uniform)).toBeLessThan(1e-6);
  });
  test('zeros() are zeros', () => {
    expect(init.zeros([2, 1]).toArray()).toEqual([[0], [0]]);
  });
  test('every draw takes dtype and device', () => {
    for (const draw of [init.uniform, init.xavier, init.kaiming, init.zeros]) {
      const { dtype, device } = draw([2, 3], { random: random(), dtype: 'float64', device: reference });
      expect([dtype, device]).toEqual(['float64', reference]);
    }
  });
  test('draws without a stream come from the default one, and differ', () => {
    expect(init.kaiming([2, 3]).toArray()).not.toEqual(init.kaiming([2, 3]).toArray());
  });
  test('the same seed gives the same draws', () => {
    expect(init.xavier([2, 3], { random: random() }).toArray()).toEqual(
      init.xavier([2, 3], { random: random() }).toArray(),
    );
  });
  test('weights have an axis of outputs and one of inputs', () => {
    for (const draw of [init.uniform, init.xavier, init.kaiming])
      expect(() => draw([3])).toThrow(
        'Cannot draw weights of shape [3]: expected [out, in] or [out, in, height, width]',
      );
  });
});
