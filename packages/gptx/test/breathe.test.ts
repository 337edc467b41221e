import { expect, test } from 'vitest';
import { breathe, breathing } from '../src/breathe.ts';

test('breathe() lets what waits run first', async () => {
  let ran = false;
  setImmediate(() => {
    ran = true;
  });
  await breathe();
  expect(ran).toBe(true);
});

test('breathing() gives every item', async () => {
  const items: number[] = [];
  for await (const item of breathing([1, 2, 3])) items.push(item);
  expect(items).toEqual([1, 2, 3]);
});
