import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

test('through-one-state.ts writes digits backwards that it knows from one state alone', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../examples/through-one-state.ts');
  const lines = log.mock.calls.map(([line]) => String(line));
  const right = lines.slice(0, -1).map((line) => Number(/right (\S+)/.exec(line)![1]));
  expect(right.length).toBe(4);
  expect(right.at(-1)).toBeGreaterThan(0.98);
  expect(lines.at(-1)).toBe('3 1 4 1 5 → 5 1 4 1 3');
});
