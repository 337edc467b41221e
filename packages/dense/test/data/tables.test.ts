import { afterEach, describe, expect, test, vi } from 'vitest';
import { carFeatures, loadCars } from '../../src/data/cars.ts';
import { loadPenguins, measurements, species } from '../../src/data/penguins.ts';

afterEach(() => {
  vi.doUnmock('../../src/data/penguins.asset.ts');
  vi.doUnmock('../../src/data/cars.asset.ts');
});

describe('loadPenguins()', () => {
  test('gives 342 penguins of three species', async () => {
    const { x, y } = await loadPenguins();
    expect([x.shape, y.shape, x.dtype, y.dtype]).toEqual([[342, 4], [342], 'float32', 'int32']);
    const labels = Array.from(y.toFlat());
    expect(species.map((_, k) => labels.filter((label) => label === k).length)).toEqual([151, 68, 123]);
    expect(measurements.length).toBe(4);
  });
  test('measures beaks and flippers in millimetres, mass in grams, none missing', async () => {
    const { x } = await loadPenguins();
    const [low, high] = [x.min({ axis: 0 }).toArray(), x.max({ axis: 0 }).toArray()];
    expect((low as number[]).map(Math.floor)).toEqual([32, 13, 172, 2700]);
    expect((high as number[]).map(Math.floor)).toEqual([59, 21, 231, 6300]);
  });
  test('refuses an asset that is damaged', async () => {
    const asset = '../../src/data/penguins.asset.ts';
    const good = await vi.importActual<Record<string, unknown>>(asset);
    vi.doMock(asset, () => ({ ...good, sha256: 'ab' }));
    vi.resetModules();
    const { loadPenguins: load } = await import('../../src/data/penguins.ts');
    await expect(load()).rejects.toThrow(/Cannot unpack the penguins: its SHA-256 is [0-9a-f]{64}, expected ab/);
  });
});

describe('loadCars()', () => {
  test('gives 392 cars with their names', async () => {
    const { x, y, names } = await loadCars();
    expect([x.shape, y.shape, names.length]).toEqual([[392, 6], [392, 1], 392]);
    expect(names[0]).toBe('chevrolet chevelle malibu');
    expect(x.slice(0).toArray()).toEqual([8, 307, 130, 3504, 12, 1970]);
    expect(y.get(0, 0)).toBe(18);
    expect(carFeatures.length).toBe(6);
  });
  test('has a number in every field', async () => {
    const { x, y } = await loadCars();
    expect(Array.from(x.toFlat()).every((value) => value > 0 && Number.isFinite(value))).toBe(true);
    expect([y.min().item(), Math.round(10 * y.max().item()) / 10]).toEqual([9, 46.6]);
  });
  test('refuses an asset that is damaged', async () => {
    const asset = '../../src/data/cars.asset.ts';
    const good = await vi.importActual<Record<string, unknown>>(asset);
    vi.doMock(asset, () => ({ ...good, byteLength: 7 }));
    vi.resetModules();
    const { loadCars: load } = await import('../../src/data/cars.ts');
    await expect(load()).rejects.toThrow(/Cannot unpack the cars: found \d+ bytes, expected 7/);
  });
});
