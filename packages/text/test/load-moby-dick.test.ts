import { expect, test } from 'vitest';
import { loadMobyDick } from '../src/load-moby-dick.ts';

test('loadMobyDick() gives the whole book: 1,190,317 characters, 83 different ones', async () => {
  const text = await loadMobyDick();
  expect(text.slice(0, 43)).toBe('CHAPTER 1. Loomings.\n\nCall me Ishmael. Some');
  expect([...text]).toHaveLength(1_190_317);
  expect(new Set(text).size).toBe(83);
});
