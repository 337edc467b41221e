import { cpu, Random } from '@zero-to-gpt/linalg';
import { forEachDevice } from '@zero-to-gpt/linalg/testing';
import { AdamW } from '@zero-to-gpt/optim';
import { type GenerateOptions, type GPT, generate, train } from '@zero-to-gpt/transformer';
import { expect, test } from 'vitest';
import { countingBatches, tinyGPT } from './tiny-gpt.ts';

async function continued(model: GPT, prompt: number[], options: Partial<GenerateOptions> = {}): Promise<number[]> {
  const ids: number[] = [];
  for await (const id of generate(model, Int32Array.from(prompt), { maxTokens: 10, ...options })) ids.push(id);
  return ids;
}

forEachDevice((makeDevice, name) => {
  test(`generate() repeats itself with the same stream on ${name}`, async () => {
    const model = tinyGPT(makeDevice());
    const draw = (seed: number) => continued(model, [1, 2], { random: new Random(seed) });
    expect(await draw(5)).toEqual(await draw(5));
    expect(await draw(5)).not.toEqual(await draw(6));
  });

  test(`generate() goes on as the model has learnt, beyond blockSize, on ${name}`, async () => {
    const model = tinyGPT(makeDevice());
    using optimizer = new AdamW(model.parameters(), { lr: 2e-2 });
    for await (const _ of train(model, { steps: 40, data: countingBatches(7, [4, 6]), optimizer, reportEvery: 40 }));
    expect(await continued(model, [1, 2], { temperature: 0 })).toEqual([3, 4, 5, 6, 0, 1, 2, 3, 4, 5]);
  });
});

test('generate() draws the same tokens on every device', async () => {
  const drawn: number[][] = [];
  const devices: (() => Parameters<typeof tinyGPT>[0])[] = [];
  forEachDevice((makeDevice) => devices.push(makeDevice));
  for (const make of devices) drawn.push(await continued(tinyGPT(make()), [1, 2], { random: new Random(3) }));
  expect(drawn[1]).toEqual(drawn[0]);
  expect(drawn[2]).toEqual(drawn[0]);
});

test('generate() sees the last blockSize tokens of a longer prompt', async () => {
  const model = tinyGPT(cpu);
  const options = { random: new Random(2) };
  const long = await continued(model, [5, 5, 5, 1, 2, 3, 4, 5, 6], options);
  expect(await continued(model, [1, 2, 3, 4, 5, 6], { random: new Random(2) })).toEqual(long);
});

test('generate() ends at a stop token, which it does not yield', async () => {
  const model = tinyGPT(cpu);
  const all = await continued(model, [1], { random: new Random(4) });
  const until = await continued(model, [1], { random: new Random(4), stop: [all[3]!] });
  expect(until).toEqual(all.slice(0, all.indexOf(all[3]!)));
});

test('generate() ends when its signal is aborted', async () => {
  const stop = new AbortController();
  const ids: number[] = [];
  for await (const id of generate(tinyGPT(cpu), Int32Array.of(1), { maxTokens: 10, signal: stop.signal })) {
    ids.push(id);
    if (ids.length === 3) stop.abort();
  }
  expect(ids).toHaveLength(3);
});

test('generate() makes no token for maxTokens 0', async () => {
  expect(await continued(tinyGPT(cpu), [1], { maxTokens: 0 })).toEqual([]);
});

test('generate() runs without dropout, leaves the model in training mode and frees what it makes', async () => {
  const model = tinyGPT(cpu, { dropout: 0.5 });
  const draw = () => continued(model, [1, 2], { temperature: 0 });
  const first = await draw();
  const before = cpu.stats().bytes;
  expect(await draw()).toEqual(first);
  expect(cpu.stats().bytes).toBe(before);
  expect(model.training).toBe(true);
});

test('generate() tells an empty prompt, unknown ids and options out of range', async () => {
  const model = tinyGPT(cpu);
  await expect(continued(model, [])).rejects.toThrow('the prompt is empty, wanted at least one token');
  await expect(continued(model, [7])).rejects.toThrow('the prompt holds token 7, the vocabulary ends at 6');
  await expect(continued(model, [-1])).rejects.toThrow('the prompt holds token -1');
  await expect(continued(model, [1], { maxTokens: -1 })).rejects.toThrow('maxTokens is -1');
  await expect(continued(model, [1], { topK: 0 })).rejects.toThrow('topK is 0');
});
