import { eye, Random, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { init, Parameter } from '../../src/index.ts';
import { fixture } from '../golden.ts';

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

describe('init by rank and by bound', () => {
  const theirs = fixture('init') as unknown as Record<string, Record<string, number>>;
  const random = new Random(8);

  test("calculateGain() has PyTorch's values", () => {
    for (const [name, gain] of Object.entries(theirs.gain!)) {
      const [kind, slope] = name.split(' ');
      expect(init.calculateGain(kind as 'relu', ...(slope ? [Number(slope)] : []))).toBeCloseTo(gain, 12);
    }
    expect(() => init.calculateGain('toString' as 'relu')).toThrow(
      "gain of 'toString': expected linear, sigmoid, tanh, relu, leakyRelu, selu",
    );
    expect(deviation(init.kaimingNormal(weight(), { nonlinearity: 'tanh', random }))).toSatisfy(
      near(theirs['kaimingNormal tanh'], 0.02),
    );
  });

  test('truncNormal() keeps its bounds, mean and deviation', () => {
    const { value } = init.truncNormal(weight(), { mean: 0.5, std: 1.5, low: -1, high: 2, random });
    expect(value.min().item()).toBeGreaterThanOrEqual(-1);
    expect(value.max().item()).toBeLessThanOrEqual(2);
    const mean = value.mean().item();
    const { mean: wanted, std } = theirs.truncNormal!;
    expect(Math.abs(mean - wanted!)).toBeLessThan(0.01);
    expect(Math.sqrt(value.mul(value).mean().item() - mean * mean)).toSatisfy(near(std, 0.01));
  });

  test('truncNormal() reaches into tails', () => {
    const { value } = init.truncNormal(weight(), { low: 4, high: 5, random });
    expect(value.min().item()).toBeGreaterThanOrEqual(4);
    expect(value.mean().item()).toBeCloseTo(4.2, 1); // 4.2257 by the formula
    expect(() => init.truncNormal(weight(), { low: 1, high: 1 })).toThrow('from 1 to 1: expected low < high');
    expect(() => init.truncNormal(weight(), { std: 0 })).toThrow('deviation 0');
  });

  test('orthogonal() has orthonormal rows or columns, whichever are fewer, times the gain', async () => {
    for (const shape of [
      [3, 5],
      [5, 3],
      [4, 2, 3],
      [3, 3],
    ]) {
      const { value } = init.orthogonal(new Parameter(zeros(shape)), { gain: 2, random });
      const x = value.reshape(shape[0]!, -1);
      const product = x.shape[0]! < x.shape[1]! ? x.matmul(x.mT) : x.mT.matmul(x);
      await expect(product).toBeAllClose(eye(product.shape[0]!).mul(4), { atol: 1e-5 });
    }
    const first = init.orthogonal(new Parameter(zeros([2, 2])), { random: new Random(1) }).value.toArray();
    expect(init.orthogonal(new Parameter(zeros([2, 2])), { random: new Random(1) }).value.toArray()).toEqual(first);
    expect(init.orthogonal(new Parameter(zeros([0, 2]))).shape).toEqual([0, 2]);
    expect(() => init.orthogonal(new Parameter(zeros([2])))).toThrow('Cannot make [2] orthogonal: expected two axes');
  });

  test("eye() and dirac() are PyTorch's, and hand their input through", () => {
    expect(init.eye(new Parameter(zeros([2, 3]))).value.toArray()).toEqual(theirs.eye);
    expect(init.dirac(new Parameter(zeros([3, 2, 3, 2]))).value.toArray()).toEqual(theirs.dirac);
    expect(init.dirac(new Parameter(zeros([2, 2, 3]))).value.toArray()).toEqual(theirs['dirac 3']);
    expect(() => init.eye(weight().reshape(2, 100, 300))).toThrow('[2,100,300] with an identity: expected two axes');
    expect(() => init.dirac(weight())).toThrow('[200,300] with a Dirac convolution: expected three to five axes');
  });

  test('sparse() leaves the wanted share of each column at 0', () => {
    const { value } = init.sparse(new Parameter(zeros([7, 5])), 0.3, { std: 2, random });
    expect(value.equal(0).astype('float32').sum({ axis: 0 }).toArray()).toEqual(theirs['sparse zeros']);
    expect(() => init.sparse(weight(), 1.5)).toThrow('found sparsity 1.5, wanted a share from 0 to 1');
    expect(() => init.sparse(new Parameter(zeros([3])), 0.5)).toThrow('Cannot fill [3] sparsely: expected two axes');
  });
});
