import { Random, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { init, Parameter } from '../src/index.ts';
import { fixture } from './golden.ts';

const golden = fixture('linear-init');
const weight = () => new Parameter(zeros([200, 300]));
const largest = (p: Parameter) => p.value.abs().max().item();
const deviation = (p: Parameter) => Math.sqrt(p.value.mul(p.value).mean().item());
const near = (wanted: unknown, share: number) => (found: number) => Math.abs(found / (wanted as number) - 1) < share;

describe('init', () => {
  const random = new Random(5);

  test('has the bounds and deviations of PyTorch', () => {
    expect(largest(init.kaimingUniform(weight(), { random }))).toSatisfy(near(golden.kaimingUniform, 0.001));
    expect(largest(init.xavierUniform(weight(), { random }))).toSatisfy(near(golden.xavierUniform, 0.001));
    expect(deviation(init.kaimingNormal(weight(), { random }))).toSatisfy(near(golden.kaimingNormal, 0.02));
    expect(deviation(init.xavierNormal(weight(), { random }))).toSatisfy(near(golden.xavierNormal, 0.02));
  });

  test('takes bounds, mean, deviation and gain', () => {
    const p = init.uniform(weight(), { low: 2, high: 3, random });
    expect(p.value.min().item()).toBeGreaterThanOrEqual(2);
    expect(p.value.mean().item()).toBeCloseTo(2.5, 2);
    expect(init.normal(weight(), { mean: 7, std: 0.02, random }).value.mean().item()).toBeCloseTo(7, 3);
    expect(largest(init.xavierUniform(weight(), { gain: 2, random }))).toSatisfy(
      near(2 * (golden.xavierUniform as unknown as number), 0.001),
    );
    expect(largest(init.kaimingUniform(weight(), { a: Math.sqrt(5), mode: 'out', random }))).toSatisfy(
      near(1 / Math.sqrt(200), 0.001),
    );
  });

  test('fills with one value', () => {
    expect(init.ones(weight()).value.min().item()).toBe(1);
    expect(init.constant(weight(), 0.5).value.max().item()).toBe(0.5);
    expect(largest(init.zeros(weight()))).toBe(0);
  });

  test('draws the same numbers from the same seed', () => {
    const draw = () => [...init.normal(new Parameter(zeros([4])), { random: new Random(9) }).value.toFlat()];
    expect(draw()).toEqual(draw());
  });

  test('counts the window of a convolution', () => {
    const kernel = new Parameter(zeros([8, 3, 5, 5]));
    expect(largest(init.kaimingUniform(kernel, { random }))).toSatisfy(near(Math.sqrt(6 / 75), 0.02));
  });

  test('needs two axes where inputs and outputs count', () => {
    expect(() => init.xavierUniform(new Parameter(zeros([3])))).toThrow('shape [3]: expected [out, in]');
  });
});
