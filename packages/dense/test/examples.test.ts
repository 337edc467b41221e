import { afterEach, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.restoreAllMocks();
});

test('decision-regions.ts draws a line by one layer, and bends it around the moons by hidden units', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await import('../examples/decision-regions.ts');
  const lines = log.mock.calls.map(([line]) => String(line));
  const right = lines.flatMap((line) => /: (\S+) % right/.exec(line)?.slice(1).map(Number) ?? []);
  expect(right.length).toBe(3);
  expect(right[0]).toBeLessThan(92);
  expect(right[2]).toBeGreaterThan(97);
  /** Most changes from one class to the other in a row of a picture: a line makes one. */
  const changes = (picture: number): number => {
    const rows = lines.slice(15 * picture + 1, 15 * (picture + 1));
    return Math.max(...rows.map((row) => [...row].filter((mark, j) => j > 0 && mark !== row[j - 1]).length));
  };
  expect(changes(0)).toBe(1);
  expect(changes(2)).toBeGreaterThan(1);
});
