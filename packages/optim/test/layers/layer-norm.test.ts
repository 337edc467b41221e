import { grad, gradCheck, Parameter, type Tensor, tensor } from '@zero-to-gpt/autograd';
import { array, createReference, type Nested, Random, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { LayerNorm, layerNorm } from '../../src/layers/layer-norm.ts';
import { describeLayer } from '../fixtures/describe-layer.ts';
import { pytorch } from '../fixtures/pytorch.ts';

expect.extend(matchers);

const cases = pytorch.layerNorm.map((wanted, i) => ({ name: ['one axis', 'without bias', 'two axes'][i]!, wanted }));
const shapeOf = (nested: Nested): number[] =>
  typeof nested === 'number' ? [] : [nested.length, ...shapeOf(nested[0]!)];

forEachDevice((makeDevice, name) => {
  test.each(cases)(`LayerNorm on ${name} computes PyTorch's values and gradients: $name`, async ({ wanted }) => {
    const device = makeDevice();
    const norm = new LayerNorm(shapeOf(wanted.weight!), { device, bias: 'bias' in wanted });
    norm.weight!.value.assign(array(wanted.weight!, { device }));
    if (norm.bias) norm.bias.value.assign(array(wanted.bias!, { device }));
    const x = new Parameter(array(wanted.x!, { device }));
    const y = norm.forward(x);
    await expect(y).toBeAllClose(wanted.y!, { rtol: 1e-5, atol: 1e-6 });
    y.mul(array(wanted.dy!, { device })).sum().backward();
    await expect(x.grad!).toBeAllClose(wanted.dx!, { rtol: 1e-5, atol: 2e-6 });
    await expect(norm.weight!.grad!).toBeAllClose(wanted.dweight!, { rtol: 1e-5, atol: 2e-6 });
    if (norm.bias) await expect(norm.bias.grad!).toBeAllClose(wanted.dbias!, { rtol: 1e-5, atol: 2e-6 });
  });

  test(`LayerNorm on ${name} takes a gradient that broadcasting spread, and a transposed input`, async () => {
    const device = makeDevice();
    const norm = new LayerNorm(3, { device });
    const x = new Parameter(
      array(
        [
          [1, 4],
          [2, 0],
          [9, 5],
        ],
        { device },
      ),
    );
    const y = norm.forward(x.mT);
    await expect(y).toBeAllClose(
      [
        [-0.84292, -0.56195, 1.404878],
        [0.46291, -1.388728, 0.925819],
      ],
      { rtol: 1e-4 },
    );
    y.sum().backward();
    await expect(x.grad!).toBeAllClose(
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      { atol: 1e-6 },
    );
    await expect(norm.bias!.grad!).toBeAllClose([2, 2, 2]);
  });
});

describeLayer('LayerNorm', [
  { golden: 'layerNormPlain', make: (options) => new LayerNorm(6, { elementwiseAffine: false, ...options }) },
  {
    golden: 'layerNormPlainTwoAxes',
    make: (options) => new LayerNorm([2, 3], { elementwiseAffine: false, eps: 1e-3, ...options }),
  },
]);

test('LayerNorm passes gradCheck, and so does its gradient', () => {
  const random = new Random(3);
  const draw = (...shape: number[]) => new Parameter(random.normal(shape, { device: reference, dtype: 'float64' }));
  const norm = new LayerNorm(5, { device: reference, dtype: 'float64' });
  const f = (...[x, weight, bias]: Tensor[]): Tensor => {
    const copy = Object.assign(Object.create(LayerNorm.prototype) as LayerNorm, { ...norm, weight, bias });
    return copy.forward(x!);
  };
  const inputs = [draw(3, 5), draw(5), draw(5)];
  gradCheck(f, inputs);
  gradCheck(
    (...xs) =>
      grad(
        f(...xs)
          .tanh()
          .sum(),
        [xs[1]!],
        { createGraph: true },
      )[0]!,
    inputs,
  );
});

test('LayerNorm asks the device for one kernel each way, and composes where it declines', () => {
  const device = createReference();
  const calls: string[] = [];
  device.kernels.layerNorm = () => calls.push('forward') < 0;
  device.kernels.layerNormBackward = () => calls.push('backward') < 0;
  const x = new Parameter(array([[1, 2, 3]], { device }));
  const y = new LayerNorm(3, { device }).forward(x);
  y.mul(y).sum().backward();
  expect(calls).toEqual(['forward', 'backward']);
  expect(x.grad).not.toBeNull();
});

test('LayerNorm starts as the identity on normalised rows, with weight 1 and bias 0', () => {
  const norm = new LayerNorm([2, 2]);
  expect(norm.weight!.value.toArray()).toEqual([
    [1, 1],
    [1, 1],
  ]);
  expect(norm.bias?.value.toArray()).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect([...new LayerNorm(4, { bias: false }).stateDict().keys()]).toEqual(['weight']);
});

test('LayerNorm takes a single row, and a single block', () => {
  expect(new LayerNorm(2, { eps: 0 }).forward(tensor([1, 3])).value.toArray()).toEqual([-1, 1]);
  expect(new LayerNorm([1, 2], { eps: 0 }).forward(tensor([[1, 3]])).value.toArray()).toEqual([[-1, 1]]);
});

test('LayerNorm refuses inputs and shapes that cannot be', () => {
  expect(() => new LayerNorm(3).forward(tensor([[1, 2]]))).toThrow('Cannot normalise [1,2] over [3]');
  expect(() => new LayerNorm([2, 3]).forward(tensor([1, 2, 3]))).toThrow('Cannot normalise [3] over [2,3]');
  expect(() => new LayerNorm(0)).toThrow('Cannot normalise over [0]');
  expect(() => new LayerNorm([])).toThrow('Cannot normalise over []');
  expect([...new LayerNorm(3, { elementwiseAffine: false }).stateDict().keys()]).toEqual([]);
  expect(() => new LayerNorm(3, { eps: -1 })).toThrow('Cannot normalise with eps -1');
});

test('layerNorm() computes what LayerNorm does, with the scale and shift that are handed in', () => {
  const x = tensor([
    [1, 3],
    [10, 30],
  ]);
  const [weight, bias] = [tensor([2, 3]), tensor([1, 0])];
  expect(layerNorm(x, null, null, { eps: 0 }).value.toArray()).toEqual([
    [-1, 1],
    [-1, 1],
  ]);
  expect(layerNorm(x, weight, bias, { eps: 0 }).value.toArray()).toEqual([
    [-1, 3],
    [-1, 3],
  ]);
  expect(layerNorm(x, weight, null, { eps: 0 }).value.toArray()).toEqual([
    [-2, 3],
    [-2, 3],
  ]);
  expect(layerNorm(x, null, bias, { eps: 0 }).value.toArray()).toEqual([
    [0, 1],
    [0, 1],
  ]);
  const both = layerNorm(
    tensor([
      [1, 3],
      [3, 1],
    ]),
    null,
    null,
    { shape: [2, 2], eps: 0 },
  );
  expect(both.value.toArray()).toEqual([
    [-1, 1],
    [1, -1],
  ]);
  expect(() => layerNorm(x, tensor([1, 2, 3]))).toThrow('Cannot normalise [2,2] over [3]');
  expect(() => layerNorm(x, weight, tensor([1]))).toThrow(
    'Cannot scale or shift what is normalised over [2] by [1]: expected [2]',
  );
});
