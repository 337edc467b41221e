import { grad, gradCheck, type Tensor, Tensor as TensorClass } from '@zero-to-gpt/autograd';
import { array, Random, reference } from '@zero-to-gpt/linalg';
import { expect, test } from 'vitest';
import { CausalSelfAttention } from '../src/causal-self-attention.ts';
import { GPT } from '../src/gpt.ts';
import { scaledDotProductAttention } from '../src/scaled-dot-product-attention.ts';

const draw = (name: string, ...shape: number[]) =>
  new TensorClass(new Random(3).split(name).normal(shape, { dtype: 'float64', device: reference }), {
    requiresGrad: true,
  });

/** A number that depends on the gradient of f². */
function slopes(f: (...xs: Tensor[]) => Tensor, xs: readonly Tensor[]): Tensor {
  const y = f(...xs);
  return grad(y.mul(y).sum(), xs, { createGraph: true })
    .map((dx) => dx.mul(dx).sum())
    .reduce((a, b) => a.add(b));
}

test.for([
  ['full', {}],
  ['causal', { causal: true }],
  [
    'masked, with a query that sees nothing',
    {
      scale: 0.3,
      mask: array(
        [
          [1, 0],
          [0, 0],
        ],
        { dtype: 'uint8', device: reference },
      ),
    },
  ],
  ['with dropout', { dropout: 0.4 }],
] as const)('attention is differentiated twice: %s', ([, options]) => {
  const inputs = ['q', 'k', 'v'].map((name) => draw(name, 1, 2, 2, 2));
  const attend = (...[q, k, v]: Tensor[]) =>
    scaledDotProductAttention(q!, k!, v!, { ...options, random: new Random(5) });
  gradCheck((...xs) => slopes(attend, xs), inputs);
});

test('attention of one head, without axes for batch and heads, is differentiated twice', () => {
  const inputs = ['q', 'k', 'v'].map((name) => draw(name, 3, 2));
  gradCheck((...xs) => slopes((q, k, v) => scaledDotProductAttention(q, k, v), xs), inputs);
});

test('the traced gradient of a layer is the one of its kernels', () => {
  const layer = new CausalSelfAttention(4, {
    nHead: 2,
    std: 0.5,
    random: new Random(1),
    dtype: 'float64',
    device: reference,
  });
  const x = draw('x', 2, 3, 4);
  const y = layer.forward(x);
  const loss = y.mul(y).sum();
  const [traced] = grad(loss, [x], { createGraph: true });
  const [plain] = grad(loss, [x]);
  traced!.value.toFlat().forEach((slope, i) => {
    expect(slope).toBeCloseTo(plain!.value.toFlat()[i]!, 12);
  });
  gradCheck((input) => slopes((a) => layer.forward(a), [input]), [x]);
});

test('a whole GPT is differentiated twice: along its own slope a gradient penalty grows by 1', () => {
  const config = { vocabSize: 5, blockSize: 4, nLayer: 2, nHead: 2, nEmbd: 4 };
  const model = new GPT(config, { random: new Random(2), dtype: 'float64', device: reference });
  const tokens = (list: number[]) => array([list], { dtype: 'int32', device: reference });
  const [ids, targets] = [tokens([0, 1, 2, 3]), tokens([1, 2, 3, 4])];
  const parameters = model.parameters();
  const penalty = () =>
    grad(model.loss(ids, targets), parameters, { createGraph: true })
      .map((dx) => dx.mul(dx).sum())
      .reduce((a, b) => a.add(b));
  penalty().backward();
  const slopes = parameters.map((p) => p.grad!.clone());
  const square = slopes.map((g) => g.mul(g).sum().item()).reduce((a, b) => a + b);
  const at = (distance: number) => {
    for (const [i, p] of parameters.entries()) p.value.assign(p.value.add(slopes[i]!.mul(distance / square)));
    return penalty().item();
  };
  const eps = 1e-4;
  expect((at(eps) - at(-2 * eps)) / (2 * eps)).toBeCloseTo(1, 6);
});
