import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

test('over-the-valley.ts shows steps that crawl, arrive and climb out', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../examples/over-the-valley.ts');
  const losses = log.mock.calls.slice(1).map(([line]) => Number(/loss +(\S+)/.exec(String(line))![1]));
  const [crawl, slow, right, over, out] = losses as [number, number, number, number, number];
  expect(losses.length).toBe(5);
  expect([crawl > slow, slow > right, over > right, out > 10 * crawl]).toEqual([true, true, true, true]);
});
