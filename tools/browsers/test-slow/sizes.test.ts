import { join } from 'node:path';
import { expect, test } from 'vitest';
import { download } from '../download.ts';

const packages = join(import.meta.dirname, '../../../packages');

/**
 * The most kilobytes (1000 bytes, gzip) that a page downloads for what it imports: `*` is all of a package, with the
 * packages it stands on. What computes with arrays holds the default device, half of it WebAssembly.
 */
const limits = {
  linalg: { '*': 60, array: 50, 'array, linalg': 56, reference: 5, math: 2.5, sizeOf: 0.5 },
  linreg: { '*': 61, LinearRegression: 59, mseLoss: 2 },
  dense: { '*': 60, 'Dense, ReLU, Sequential, mseLoss, fit': 56, accuracy: 2.5 },
  rnn: { '*': 59, GRU: 55, charVocab: 1 },
  autograd: {
    '*': 105,
    Value: 4,
    tensor: 60,
    'Linear, Module, crossEntropy': 66,
    rules: 72,
  },
  optim: { '*': 86, AdamW: 63, DataLoader: 57, cosineSchedule: 3.5, schedules: 7, encodeSafetensors: 3, crc32c: 1 },
  text: { '*': 70, CharTokenizer: 2, Embedding: 64, loadMobyDick: 1.5 },
  transformer: { '*': 74, GPT: 70, 'GPT, train': 72, parameterCount: 2 },
} as const;

const cases = Object.entries(limits).flatMap(([name, sizes]) =>
  Object.entries(sizes).map(([names, limit]) => [name, names, limit] as const),
);

test.each(cases)('%s: %s is a download of at most %s kB', async (name, names, limit) => {
  const what = names === '*' ? names : `{ ${names} }`;
  const bytes = await download(`export ${what} from '@zero-to-gpt/${name}'`, join(packages, name));
  console.log(`${name}: ${names}: ${bytes.esbuild} bytes by esbuild, ${bytes.vite} by Vite`);
  expect(Math.max(bytes.esbuild, bytes.vite) / 1000).toBeLessThanOrEqual(limit);
});

test('a page that trains a GPT, as the README of transformer does, downloads at most 78 kB', async () => {
  const program = `export { Random } from '@zero-to-gpt/linalg';
export { AdamW } from '@zero-to-gpt/optim';
export { CharTokenizer, TokenDataset, tokenLoader } from '@zero-to-gpt/text';
export { GPT, generate, train } from '@zero-to-gpt/transformer';`;
  const bytes = await download(program, join(packages, 'transformer'));
  console.log(`to train a GPT: ${bytes.esbuild} bytes by esbuild, ${bytes.vite} by Vite`);
  expect(Math.max(bytes.esbuild, bytes.vite)).toBeLessThanOrEqual(78_000);
});
