import { afterEach, expect, test, vi } from 'vitest';
import { loadWeather } from '../../src/data/weather.ts';

const asset = '../../src/data/weather.asset.ts';
const load = async (change: Record<string, unknown>) => {
  const good = await vi.importActual<Record<string, unknown>>(asset);
  vi.doMock(asset, () => ({ ...good, ...change }));
  vi.resetModules();
  return (await import('../../src/data/weather.ts')).loadWeather();
};
afterEach(() => vi.doUnmock(asset));

test('loadWeather() gives both cities, 1,461 days each', async () => {
  const { columns, rows } = await loadWeather();
  expect(columns).toEqual(['location', 'date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather']);
  expect(rows).toHaveLength(2922);
  expect(rows[0]).toEqual({
    location: 'Seattle',
    date: '2012-01-01',
    precipitation: 0,
    temp_max: 12.8,
    temp_min: 5,
    wind: 4.7,
    weather: 'drizzle',
  });
});

test.each(['Seattle', 'New York'] as const)(
  'loadWeather() of %s gives its days in order, without a gap',
  async (location) => {
    const { rows } = await loadWeather({ location });
    const days = rows.map((row) => Date.parse(row.date) / 86_400_000);
    expect(rows.every((row) => row.location === location)).toBe(true);
    expect([rows.length, rows[0]!.date, rows.at(-1)!.date]).toEqual([1461, '2012-01-01', '2015-12-31']);
    expect(days.every((day, i) => day === days[0]! + i)).toBe(true);
  },
);

test('loadWeather() has a number in every field of numbers', async () => {
  const { rows } = await loadWeather();
  for (const name of ['precipitation', 'temp_max', 'temp_min', 'wind'] as const)
    expect(rows.every((row) => Number.isFinite(row[name]))).toBe(true);
});

test('loadWeather() refuses another city', async () => {
  // @ts-expect-error: no such city
  await expect(loadWeather({ location: 'Boston' })).rejects.toThrow(
    'Cannot load the weather of Boston: found Seattle and New York',
  );
});

test('loadWeather() refuses an asset of another length or with another hash', async () => {
  await expect(load({ byteLength: 5 })).rejects.toThrow('Cannot unpack the weather: found 121417 bytes, expected 5');
  await expect(load({ sha256: 'ab' })).rejects.toThrow(/its SHA-256 is [0-9a-f]{64}, expected ab/);
});
