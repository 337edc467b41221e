import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { type BirthsDay, loadBirths } from '../../src/data/births.ts';

let days: readonly BirthsDay[] = [];
beforeAll(async () => {
  days = await loadBirths();
});
afterEach(() => {
  vi.doUnmock('../../src/data/births.asset.ts');
  vi.resetModules();
});

describe('loadBirths()', () => {
  test('gives 7,305 days, from the first of 1969 to the last of 1988', () => {
    expect(days.length).toBe(7305);
    expect(days[0]).toEqual({ year: 1969, month: 1, day: 1, weekday: 3, births: 8486 });
    expect(days.at(-1)).toEqual({ year: 1988, month: 12, day: 31, weekday: 6, births: 9133 });
  });
  test('leaves no day out', () => {
    const first = Date.UTC(1969, 0, 1);
    const wrong = days.findIndex(
      ({ year, month, day }, i) => Date.UTC(year, month - 1, day) !== first + i * 86_400_000,
    );
    expect(wrong).toBe(-1);
  });
  test('knows the weekday of each, Monday being 1', () => {
    const wrong = days.findIndex(({ year, month, day, weekday }) => {
      const sundayIsZero = new Date(Date.UTC(year, month - 1, day)).getUTCDay();
      return weekday !== (sundayIsZero === 0 ? 7 : sundayIsZero);
    });
    expect(wrong).toBe(-1);
  });
  test('holds thousands of births a day', () => {
    const births = days.map((day) => day.births);
    expect([Math.min(...births), Math.max(...births)]).toEqual([6675, 12851]);
  });
  test('refuses a file of another length', async () => {
    const whole = await import('../../src/data/births.asset.ts');
    vi.resetModules();
    vi.doMock('../../src/data/births.asset.ts', () => ({ ...whole, byteLength: 1 }));
    const { loadBirths: damaged } = await import('../../src/data/births.ts');
    await expect(damaged()).rejects.toThrow('Cannot unpack the births: found 126860 bytes, expected 1');
  });
});
