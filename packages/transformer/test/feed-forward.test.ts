import { gelu, Tensor } from '@zero-to-gpt/autograd';
import { cpu, Random } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { FeedForward } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';

expect.extend(matchers);

test('FeedForward widens four times, applies GELU with tanh, and comes back', async () => {
  const mlp = new FeedForward(4, { std: 0.5, random: new Random(1), device: cpu });
  expect(mlp.cFc.weight.shape).toEqual([16, 4]);
  const x = new Tensor(new Random(2).normal([3, 4]));
  const wide = gelu(x.matmul(mlp.cFc.weight.mT), { approximate: 'tanh' });
  await expect(mlp.forward(x)).toBeAllClose(wide.matmul(mlp.cProj.weight.mT).value);
});

test('FeedForward without bias has two matrices', () => {
  expect([...new FeedForward(4, { bias: false }).stateDict().keys()]).toEqual(['cFc.weight', 'cProj.weight']);
});

test('FeedForward drops in training only', () => {
  const mlp = new FeedForward(4, { std: 0.5, dropout: 0.5, random: new Random(1) });
  const x = new Tensor(new Random(2).normal([8, 4]));
  const zeros = () =>
    mlp
      .forward(x)
      .value.toFlat()
      .filter((v) => v === 0).length;
  expect(zeros()).toBeGreaterThan(0);
  mlp.eval();
  expect(zeros()).toBe(0);
});
