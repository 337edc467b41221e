import { Random } from '@zero-to-gpt/linalg';
import { CharTokenizer } from '@zero-to-gpt/text';
import { GPT } from '@zero-to-gpt/transformer';
import { afterAll, expect, test } from 'vitest';
import { type DrawSampleOptions, drawSample } from '../src/draw-sample.ts';

const tokenizer = CharTokenizer.train('\n abc');
const model = new GPT({ vocabSize: 5, blockSize: 4, nLayer: 1, nHead: 1, nEmbd: 4 }, { random: new Random(1) });
afterAll(() => model[Symbol.dispose]());

async function draw(options: DrawSampleOptions): Promise<string> {
  let text = '';
  for await (const piece of drawSample(model, tokenizer, options)) text += piece;
  return text;
}

test('drawSample() yields as many characters as it is asked for', async () => {
  expect(await draw({ maxTokens: 7 })).toMatch(/^[\n abc]{7}$/);
  expect(await draw({ maxTokens: 0 })).toBe('');
});

test('drawSample() gives the same text for the same seed', async () => {
  const text = await draw({ maxTokens: 30, seed: 3 });
  expect(await draw({ maxTokens: 30, seed: 3 })).toBe(text);
  expect(await draw({ maxTokens: 30, seed: 4 })).not.toBe(text);
});

test('drawSample() without a prompt begins after a line break', async () => {
  expect(await draw({ maxTokens: 9, prompt: '' })).toBe(await draw({ maxTokens: 9, prompt: '\n' }));
});

test('drawSample() takes prompts longer than a block', async () => {
  expect(await draw({ maxTokens: 3, prompt: 'abc abc abc' })).toHaveLength(3);
});

test('drawSample() names the characters of a prompt that the model does not know, each once', async () => {
  await expect(draw({ prompt: 'a🐳é🐳' })).rejects.toThrow(
    'Cannot use the prompt: the model does not know "🐳" "é"; it learnt the 5 characters of its text: "\\n abc"',
  );
});

test('drawSample() stops when it is asked to', async () => {
  expect(await draw({ maxTokens: 9, signal: AbortSignal.abort() })).toBe('');
});
