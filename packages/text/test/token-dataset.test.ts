import { expect, test } from 'vitest';
import { TokenDataset } from '../src/token-dataset.ts';

test('TokenDataset holds every window, with its target one token further', () => {
  const dataset = new TokenDataset(Uint16Array.of(5, 6, 7, 8, 9), { blockSize: 3 });
  expect(dataset.length).toBe(2);
  expect(dataset.get(0)).toEqual({ input: Int32Array.of(5, 6, 7), target: Int32Array.of(6, 7, 8) });
  expect(dataset.get(1)).toEqual({ input: Int32Array.of(6, 7, 8), target: Int32Array.of(7, 8, 9) });
});

test('TokenDataset refuses a text shorter than a block', () => {
  expect(() => new TokenDataset(new Int32Array(8), { blockSize: 8 })).toThrow(
    'Cannot make windows of 8 tokens: the text has 8, expected at least 9; use a longer text or a smaller blockSize',
  );
  expect(new TokenDataset(new Int32Array(9), { blockSize: 8 }).length).toBe(1);
});

test('TokenDataset refuses windows that are not there', () => {
  const dataset = new TokenDataset(new Int32Array(9), { blockSize: 8 });
  for (const index of [-1, 1, 0.5]) expect(() => dataset.get(index)).toThrow(`Cannot get window ${index}`);
  expect(() => new TokenDataset(new Int32Array(9), { blockSize: 0 })).toThrow('Cannot make windows of 0 tokens');
});
