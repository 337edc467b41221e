import { arange, array, cpu, type Device, fromData, full, type NDArray, scope, zeros } from '@zero-to-gpt/linalg';
import type { TestApi } from '../test-api.ts';

/** Memory: what is written can be read, views see their part, dtypes convert, freed memory is gone. */
export function describeMemory(make: () => Device, { test, expect }: TestApi): void {
  test('read() gives back what write() was given', async () => {
    const device = make();
    for (const dtype of ['float32', 'float64', 'int32', 'uint8'] as const) {
      if (!device.dtypes.has(dtype)) continue;
      expect([...(await array([1, 2, 3], { dtype, device }).data())]).toEqual([1, 2, 3]);
    }
  });

  test('read() copies the elements of a view in row-major order and no others', async () => {
    const x = fromData(
      Float32Array.from({ length: 12 }, (_, i) => i),
      [3, 4],
      { device: make() },
    );
    expect([...(await x.slice({ start: 1 }, { start: 1, step: 2 }).T.data())]).toEqual([5, 9, 7, 11]);
  });

  test('read() is a snapshot that later writes do not change', async () => {
    const x = array([1, 2], { device: make() });
    const before = await x.data();
    x.fill(7);
    expect([[...before], [...(await x.data())]]).toEqual([
      [1, 2],
      [7, 7],
    ]);
  });

  test('write() and fill() reach the elements of a view and no others', async () => {
    const x = zeros([2, 3], { device: make() });
    x.slice({}, 1).fill(5);
    x.slice(1, { start: 1 }).assign(array([8, 9], { device: x.device }));
    expect([...(await x.data())]).toEqual([0, 5, 0, 0, 8, 9]);
  });

  test('copy() converts dtypes, cutting floats towards zero', async () => {
    const x = array([-1.7, 0.2, 2.9], { device: make() });
    expect([...(await x.astype('int32').data())]).toEqual([-1, 0, 2]);
    expect([...(await x.greater(0).astype('float32').data())]).toEqual([0, 1, 1]);
  });

  test('every write bumps the version of its storage', () => {
    const x = zeros([2], { device: make() });
    const before = x.storage.version;
    x.fill(1);
    x.assign(2);
    expect(x.storage.version - before >= 2).toBe(true);
  });

  test('memory is freed when its last array goes, and only then', () => {
    const x = full([4], 1, { device: make() });
    const { storage } = x;
    const view = x.slice({ stop: 2 });
    x.dispose();
    expect(storage.freed).toBe(false);
    view.dispose();
    expect(storage.freed).toBe(true);
  });

  test('a scope frees what it made, but for what it keeps', () => {
    const device = make();
    let [inside, kept]: (NDArray | undefined)[] = [];
    {
      using s = scope();
      inside = arange(3, { device });
      kept = s.keep(inside.add(1));
    }
    expect([inside.isDisposed, kept.isDisposed]).toEqual([true, false]);
  });

  test('arrays move between devices unchanged', async () => {
    const device = make();
    const x = await array([[1.5, -2]], { device }).to(cpu);
    expect(x.toArray()).toEqual([[1.5, -2]]);
    expect([...(await (await x.to(device)).data())]).toEqual([1.5, -2]);
  });

  test('arrays of no elements are no trouble', async () => {
    const x = zeros([0, 3], { device: make() });
    expect([...(await x.add(1).exp().data())]).toEqual([]);
    expect([...(await x.sum({ axis: 0 }).data())]).toEqual([0, 0, 0]);
  });
}
