import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { data, lacks } from '@zero-to-gpt/build/needs';
import { cpu, Random } from '@zero-to-gpt/linalg';
import { AdamW, cosineSchedule, decayGroups } from '@zero-to-gpt/optim';
import { CharTokenizer, evaluationBatches, TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { evaluate, GPT, train } from '@zero-to-gpt/transformer';
import { describe, expect, test, vi } from 'vitest';
import recipe from '../test/fixtures/nanogpt-recipe.json' with { type: 'json' };

vi.hoisted(() => (process.env.ZERO_TO_GPT_THREADS = '1')); // before cpu opens: other tests have the other cores

describe.skipIf(lacks('data'))('nanoGPT’s recipe for a CPU on Tiny Shakespeare', () => {
  test('comes to PyTorch’s validation loss, give or take 0.03', async () => {
    expect(cpu.threads).toBe(1);
    const text = readFileSync(join(data!, 'tinyshakespeare.txt'), 'utf8');
    const tokens = CharTokenizer.train(text).encode(text);
    const cut = Math.floor(0.9 * tokens.length);
    const [blockSize, batchSize, steps, lr] = [64, 12, 2000, 1e-3];

    const config = { vocabSize: 65, blockSize, nLayer: 4, nHead: 4, nEmbd: 128 };
    using model = new GPT(config, { random: new Random(1337) });
    using optimizer = new AdamW(decayGroups(model, { weightDecay: 0.1 }), { lr, betas: [0.9, 0.99] });
    const dataset = new TokenDataset(tokens.subarray(0, cut), { blockSize });
    const batches = tokenLoader(dataset, { batchSize, shuffle: true, replacement: true, seed: 1337 });
    const schedule = cosineSchedule({ lr, minLr: 1e-4, warmupSteps: 100, steps });
    for await (const { step, loss } of train(model, { steps, data: batches, optimizer, schedule, reportEvery: 500 }))
      console.log(`step ${step}  loss ${loss.toFixed(3)}`);

    const found = await evaluate(model, evaluationBatches(tokens.subarray(cut), { blockSize, batchSize: 64 }));
    console.log(`validation loss ${found.loss.toFixed(4)}, PyTorch's ${recipe.meanValLoss}`);
    expect(found.tokens).toBe(recipe.runs[0]!.valTokens);
    expect(Math.abs(found.loss - recipe.meanValLoss)).toBeLessThan(0.03);
  });
});
