// node --expose-gc train-long.ts STEP …: trains a tiny GPT and prints what memory was held after each of the steps, multiples of 50, as one line of JSON.
import { cpu, Random } from '@zero-to-gpt/linalg';
import { AdamW } from '@zero-to-gpt/optim';
import { TokenDataset, tokenLoader } from '@zero-to-gpt/text';
import { GPT, train } from '@zero-to-gpt/transformer';

const at = process.argv.slice(2).map(Number);
const config = { vocabSize: 16, blockSize: 8, nLayer: 2, nHead: 2, nEmbd: 16, dropout: 0.1 };
const model = new GPT(config, { random: new Random(1) });
const text = new Random(2).permutation(4096).map((i) => i % 16);
const data = tokenLoader(new TokenDataset(text, { blockSize: 8 }), { batchSize: 4, shuffle: true });
const optimizer = new AdamW(model.parameters(), { lr: 1e-3 });

const found: { step: number; deviceBytes: number; processBytes: number }[] = [];
for await (const { step } of train(model, { steps: Math.max(...at), data, optimizer, reportEvery: 50 })) {
  if (!at.includes(step)) continue;
  globalThis.gc?.();
  found.push({ step, deviceBytes: cpu.stats().bytes, processBytes: process.memoryUsage().rss });
}
console.log(JSON.stringify(found));
