import { array, type Nested } from '@zero-to-gpt/linalg';
import {
  applyOne,
  conv2d,
  einsum,
  hardtanh,
  linalg,
  maxPool2d,
  pad,
  relu,
  rules,
  softmax,
  softplus,
  type Tensor,
  where,
} from '../src/index.ts';
import { type Case, describeGolden, int32 } from './golden.ts';

/** What PYTORCH.md says to write for names that are left out, against PyTorch's values for them. */
const recipes: Record<string, (inputs: Record<string, Tensor>, constants: Case) => Tensor> = {
  tanhshrink: ({ x }) => x!.sub(x!.tanh()),
  softshrink: ({ x }) => x!.sub(hardtanh(x!, { min: -0.5, max: 0.5 })),
  hardshrink: ({ x }) => where(x!.abs().greater(0.5), x!, 0),
  threshold: ({ x }) => where(x!.greater(0.1), x!, 20),
  softmin: ({ x }) => softmax(x!.neg()),
  bilinear: ({ x, other, weight }) => einsum('bi,oij,bj->bo', x!, weight!, other!),
  pairwise_distance: ({ x, other }) => linalg.norm(x!.sub(other!), { axis: -1 }),
  embedding_bag: ({ x }, { ids }) => x!.take(int32(ids, x!)).mean({ axis: 1 }),
  conv1d: ({ x, weight }) =>
    conv2d(x!.unsqueeze(2), weight!.unsqueeze(2), null, { stride: [1, 2], padding: [0, 1] }).squeeze(2),
  max_pool1d: ({ x }) => maxPool2d(x!.unsqueeze(2), [1, 2]).squeeze(2),
  adaptive_avg_pool2d: ({ x }) => x!.mean({ axis: [2, 3], keepdims: true }),
  adaptive_max_pool2d: ({ x }) => x!.max({ axis: [2, 3], keepdims: true }),
  upsample_nearest: ({ x }) => x!.repeat(2, { axis: 2 }).repeat(2, { axis: 3 }),
  unfold: ({ x }) =>
    applyOne((v) => rules.im2col(v, { kernel: [2, 2], stride: [1, 1], padding: [0, 0], dilation: [1, 1] }), x!),
  triplet_margin_loss({ x, other, third }) {
    const [near, far] = [other!, third!].map((y) => linalg.norm(x!.sub(y), { axis: -1 })) as [Tensor, Tensor];
    return relu(near.sub(far).add(1)).mean();
  },
  soft_margin_loss: ({ x }, { signs }) => softplus(x!.mul(of(signs, x!)).neg()).mean(),
  poisson_nll_loss: ({ x }, { signs }) =>
    x!
      .exp()
      .sub(x!.mul(of(signs, x!).add(1)))
      .mean(),
  pad: ({ x }) =>
    pad(x!, [
      [0, 0],
      [1, 2],
    ]),
};

function of(nested: unknown, { dtype, device }: Tensor) {
  return array(nested as Nested, { dtype, device });
}

describeGolden('recipes', (inputs, name, constants) => recipes[name]!(inputs, constants));
