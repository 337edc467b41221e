import { gradCheck, Tensor } from '@zero-to-gpt/autograd';
import { Random, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { Block } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  test(`Block adds attention and then the feed-forward net to the stream on ${name}`, async () => {
    const device = makeDevice();
    const block = new Block(8, { nHead: 2, std: 0.5, device, random: new Random(1) });
    const x = new Tensor(new Random(2).normal([1, 4, 8], { device }));
    const talked = x.add(block.attn.forward(block.ln1.forward(x)));
    await expect(block.forward(x)).toBeAllClose(talked.add(block.mlp.forward(block.ln2.forward(talked))).value);
  });

  test(`Block passes the stream untouched where its projections are zero, on ${name}`, async () => {
    const device = makeDevice();
    const block = new Block(8, { nHead: 2, device, random: new Random(1) });
    for (const { weight } of [block.attn.cProj, block.mlp.cProj]) weight.value.fill(0);
    const x = new Tensor(new Random(2).normal([1, 4, 8], { device }));
    await expect(block.forward(x)).toBeAllClose(x.value, { rtol: 0, atol: 0 });
  });
});

test('Block has the right gradient in float64', () => {
  const kind = { dtype: 'float64', device: reference } as const;
  const block = new Block(4, { nHead: 2, std: 0.5, ...kind, random: new Random(1) });
  gradCheck((x) => block.forward(x), [new Tensor(new Random(2).normal([2, 3, 4], kind), { requiresGrad: true })]);
});
