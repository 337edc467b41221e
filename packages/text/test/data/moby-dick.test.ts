import { afterEach, expect, test, vi } from 'vitest';

const asset = '../../src/data/moby-dick.asset.ts';
const load = async (change: Record<string, unknown>) => {
  const good = await vi.importActual<Record<string, unknown>>(asset);
  vi.doMock(asset, () => ({ ...good, ...change }));
  vi.resetModules();
  return (await import('../../src/data/moby-dick.ts')).mobyDick();
};
afterEach(() => vi.doUnmock(asset));

test('mobyDick() refuses an asset of another length', async () => {
  await expect(load({ byteLength: 5 })).rejects.toThrow('Cannot unpack Moby Dick: found 1204997 bytes, expected 5');
});

test('mobyDick() refuses an asset with another hash', async () => {
  await expect(load({ sha256: 'ab' })).rejects.toThrow(/its SHA-256 is [0-9a-f]{64}, expected ab/);
});
