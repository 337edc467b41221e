import { array, cpu, Random, scope } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { AdamW } from '@zero-to-gpt/optim';
import { GPT } from '@zero-to-gpt/transformer';
import { describe, expect, test } from 'vitest';
import { tiny, tinyGPT } from './tiny-gpt.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  describe(`GPT on ${name}`, () => {
    test('forward() gives a score for every token after each position', () => {
      const device = makeDevice();
      const model = tinyGPT(device);
      const ids = array([[1, 2, 3], [4, 5, 6]], { dtype: 'int32', device }); // biome-ignore format: a table
      expect(model.forward(ids).shape).toEqual([2, 3, 7]);
    });

    test('forward() never looks ahead: another last token leaves earlier logits as they are', async () => {
      const device = makeDevice();
      const model = tinyGPT(device);
      const logits = (last: number) => model.forward(array([[1, 2, 3, last]], { dtype: 'int32', device })).value;
      const [a, b] = [logits(4), logits(5)];
      expect(await a.slice(0, { stop: 3 }).data()).toEqual(await b.slice(0, { stop: 3 }).data());
      expect(await a.slice(0, 3).data()).not.toEqual(await b.slice(0, 3).data());
    });

    test('loss() starts near ln V', async () => {
      const device = makeDevice();
      const ids = array([[1, 2, 3]], { dtype: 'int32', device });
      const [loss] = await tinyGPT(device).loss(ids, ids).data();
      expect(Math.abs(loss! - Math.log(7))).toBeLessThan(0.1);
    });

    test('learns one batch by heart', async () => {
      const device = makeDevice();
      const model = tinyGPT(device);
      const optimizer = new AdamW(model.parameters(), { lr: 0.02 });
      const ids = array([[3, 1, 4, 1, 5], [2, 6, 5, 3, 5]], { dtype: 'int32', device }); // biome-ignore format: a table
      const targets = array([[1, 4, 1, 5, 2], [6, 5, 3, 5, 0]], { dtype: 'int32', device }); // biome-ignore format: a table
      for (let step = 0; step < 60; step++) {
        using _ = scope();
        optimizer.zeroGrad();
        model.loss(ids, targets).backward();
        optimizer.step();
      }
      const [loss] = await model.loss(ids, targets).data();
      expect(loss).toBeLessThan(0.1);
    });

    test('gives every parameter a gradient', async () => {
      const device = makeDevice();
      const model = tinyGPT(device);
      const ids = array([[3, 1, 4, 1, 5, 0]], { dtype: 'int32', device });
      model.loss(ids, ids).backward();
      for (const [key, parameter] of model.namedParameters())
        expect(Math.max(...(await parameter.grad!.data()).map(Math.abs)), key).toBeGreaterThan(0);
    });
  });
});

test('a GPT has nanoGPT’s parameters under their names in camel case, the tied head once', () => {
  const model = new GPT({ ...tiny, nLayer: 1 });
  expect([...model.stateDict()].map(([name, { shape }]) => `${name} ${shape}`)).toEqual([
    'wte.weight 7,8',
    'wpe.weight 6,8',
    'h.0.ln1.weight 8',
    'h.0.ln1.bias 8',
    'h.0.attn.cAttn.weight 24,8',
    'h.0.attn.cAttn.bias 24',
    'h.0.attn.cProj.weight 8,8',
    'h.0.attn.cProj.bias 8',
    'h.0.ln2.weight 8',
    'h.0.ln2.bias 8',
    'h.0.mlp.cFc.weight 32,8',
    'h.0.mlp.cFc.bias 32',
    'h.0.mlp.cProj.weight 8,32',
    'h.0.mlp.cProj.bias 8',
    'lnF.weight 8',
    'lnF.bias 8',
  ]);
});

test('a GPT without bias has none', () => {
  const names = [...new GPT({ ...tiny, bias: false }).stateDict().keys()];
  expect(names.filter((name) => name.endsWith('bias'))).toEqual([]);
});

test('the head is the token embedding: its gradient has both parts', () => {
  const model = tinyGPT(cpu);
  const ids = array([[1, 1]], { dtype: 'int32' });
  model.loss(ids, ids).backward();
  const rows = model.wte.weight.grad!.toArray() as number[][];
  expect(rows.every((row) => row.some((x) => x !== 0))).toBe(true); // the head touches all rows, the embedding one
  expect(Math.max(...rows[1]!.map(Math.abs))).toBeGreaterThan(Math.max(...rows[2]!.map(Math.abs)));
});

test('a GPT starts normal with deviation 0.02, projections with 0.02/√(2L), biases 0 and norms 1', () => {
  const model = new GPT({ vocabSize: 64, blockSize: 64, nLayer: 2, nHead: 2, nEmbd: 64 }, { random: new Random(1) });
  const deviation = (x: { toFlat(): ArrayLike<number> }) => {
    const values = Array.from(x.toFlat());
    return Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
  };
  const block = model.h[0]!;
  for (const { weight } of [model.wte, model.wpe, block.attn.cAttn, block.mlp.cFc])
    expect(deviation(weight.value) / 0.02).toBeCloseTo(1, 1);
  for (const { weight } of [block.attn.cProj, block.mlp.cProj])
    expect(deviation(weight.value) / 0.01).toBeCloseTo(1, 1);
  expect(deviation(block.attn.cAttn.bias!.value)).toBe(0);
  expect(new Set(block.ln1.weight!.value.toFlat())).toEqual(new Set([1]));
});

test('no two layers of a GPT start equal, and the same seed gives the same weights', () => {
  const [a, b] = [tinyGPT(cpu), tinyGPT(cpu)];
  expect(a.h[0]!.mlp.cFc.weight.value.toFlat()).not.toEqual(a.h[1]!.mlp.cFc.weight.value.toFlat());
  expect(a.h[1]!.mlp.cFc.weight.value.toFlat()).toEqual(b.h[1]!.mlp.cFc.weight.value.toFlat());
});

test('dropout changes the loss in training only, and repeats from a saved state', () => {
  const model = tinyGPT(cpu, { dropout: 0.5 });
  const ids = array([[1, 2, 3, 4]], { dtype: 'int32' });
  const loss = () => model.loss(ids, ids).item();
  const state = model.dropoutRandom.state();
  const [first, second] = [loss(), loss()];
  expect(first).not.toBe(second);
  model.dropoutRandom = Random.from(state);
  expect([loss(), loss()]).toEqual([first, second]);
  model.eval();
  expect(loss()).toBe(loss());
});

test('two GPTs of one seed drop the same, of another seed something else', () => {
  const loss = (seed: number) => {
    const model = new GPT({ ...tiny, dropout: 0.5 }, { random: new Random(seed) });
    const twin = tinyGPT(cpu);
    model.loadStateDict(twin.stateDict());
    const ids = array([[1, 2, 3, 4]], { dtype: 'int32' });
    return model.loss(ids, ids).item();
  };
  expect(loss(1)).toBe(loss(1));
  expect(loss(1)).not.toBe(loss(2));
});

test('loadStateDict() takes over what stateDict() gave', () => {
  const [a, b] = [tinyGPT(cpu), new GPT(tiny, { random: new Random(9) })];
  const ids = array([[1, 2, 3]], { dtype: 'int32' });
  expect(b.loss(ids, ids).item()).not.toBe(a.loss(ids, ids).item());
  b.loadStateDict(a.stateDict());
  expect(b.loss(ids, ids).item()).toBe(a.loss(ids, ids).item());
});

test('forward() tells ids of the wrong shape, or too many', () => {
  const model = tinyGPT(cpu);
  expect(() => model.forward(array([1, 2], { dtype: 'int32' }))).toThrow('ids of shape [2]: wanted (batch, time)');
  expect(() => model.forward(array([[0, 0, 0, 0, 0, 0, 0]], { dtype: 'int32' }))).toThrow('Cannot read 7 tokens');
});

test('dispose() gives back all memory of a GPT', () => {
  const before = cpu.stats().bytes;
  const model = tinyGPT(cpu);
  const ids = array([[1, 2, 3]], { dtype: 'int32' });
  {
    using _ = scope();
    model.loss(ids, ids).backward();
  }
  model.dispose();
  ids.dispose();
  expect(cpu.stats().bytes).toBe(before);
});
