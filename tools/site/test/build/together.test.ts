import { expect, test } from 'vitest';
import { together } from '../../build/together.ts';

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms));

test('does all steps at once', async () => {
  const order: string[] = [];
  const step = (name: string, ms: number) => async () => {
    order.push(`${name} begins`);
    await pause(ms);
    order.push(`${name} ends`);
  };
  await together([step('slow', 20), step('quick', 1)]);
  expect(order).toEqual(['slow begins', 'quick begins', 'quick ends', 'slow ends']);
});

test('fails as the first step failed, after all have ended', async () => {
  let ended = false;
  const stopped = async (signal: AbortSignal) => {
    while (!signal.aborted) await pause(1);
    ended = true;
    signal.throwIfAborted();
  };
  await expect(together([stopped, () => Promise.reject(new Error('the engine'))])).rejects.toThrow('the engine');
  expect(ended).toBe(true);
});
