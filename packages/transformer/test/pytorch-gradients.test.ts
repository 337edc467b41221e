import { readFileSync } from 'node:fs';
import { forEachDevice } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { gapsToPyTorch } from './pytorch-gradients.ts';

const fixture = readFileSync(new URL('fixtures/gpt.safetensors', import.meta.url)); // by fixtures/gpt.py

forEachDevice((makeDevice, name) => {
  test(`loss and the gradient of every parameter equal PyTorch's to 1e-4 on ${name}`, async () => {
    const { loss, gradients } = await gapsToPyTorch(fixture, makeDevice());
    expect(loss).toBeLessThan(1e-5);
    expect(gradients.size).toBe(28); // 12 a block, two embeddings, two of the last norm
    for (const [key, gap] of gradients) expect(gap, key).toBeLessThan(1e-4);
  });
});
