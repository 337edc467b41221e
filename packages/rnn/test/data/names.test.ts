import { afterEach, describe, expect, test, vi } from 'vitest';
import { loadNames } from '../../src/data/names.ts';

afterEach(() => {
  vi.doUnmock('../../src/data/male-names.asset.ts');
  vi.resetModules();
});

describe('loadNames()', () => {
  test('gives 8,403 names of small letters, each once, in order', async () => {
    const names = await loadNames();
    expect(names.length).toBe(8403);
    expect(names.every((name) => /^[a-z]+$/.test(name))).toBe(true);
    expect([...new Set(names)].sort()).toEqual(names);
    expect(new Set(names.join('')).size).toBe(26);
    expect(Math.max(...names.map((name) => name.length))).toBe(13);
  });
  test('knows Ada and Bob', async () => {
    const names = await loadNames();
    expect([names.includes('ada'), names.includes('bob'), names.includes('zzz')]).toEqual([true, true, false]);
  });
  test('refuses names that were changed', async () => {
    const whole = await import('../../src/data/male-names.asset.ts');
    vi.resetModules();
    vi.doMock('../../src/data/male-names.asset.ts', () => ({ ...whole, sha256: 'f'.repeat(64) }));
    const { loadNames: damaged } = await import('../../src/data/names.ts');
    await expect(damaged()).rejects.toThrow('Cannot unpack the male names: its SHA-256 is');
  });
});
