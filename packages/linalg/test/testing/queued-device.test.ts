import { describe, expect, test } from 'vitest';
import { array, empty, zeros } from '../../src/index.ts';
import { QueuedDevice } from '../../src/testing/index.ts';

describe('QueuedDevice', () => {
  test('does nothing until something is read', async () => {
    const device = new QueuedDevice();
    const x = array([1, 2], { device }).add(1);
    expect(device.stats().pending).toBeGreaterThan(0);
    expect([...(await x.data())]).toEqual([2, 3]);
    expect(device.stats().pending).toBe(0);
  });

  test('read() sees the memory as it was at the call, whatever is enqueued before the answer', async () => {
    const x = array([1], { device: new QueuedDevice() });
    const before = x.data();
    x.fill(7);
    const after = x.data();
    expect([...(await before), ...(await after)]).toEqual([1, 7]);
  });

  test('new memory holds garbage', async () => {
    expect([...(await empty([2], { device: new QueuedDevice() }).data())]).toEqual([NaN, NaN]);
  });

  test('memory freed too early is refused', () => {
    const device = new QueuedDevice();
    const x = zeros([2], { device });
    const { storage } = x;
    x.dispose();
    expect(() => device.fill({ storage, shape: [2], strides: [1], offset: 0 }, 1)).toThrow('Cannot use freed memory');
  });

  test('counts the bytes alive', () => {
    const device = new QueuedDevice();
    const x = zeros([4], { device });
    expect(device.stats().bytes).toBe(16);
    x.dispose();
    expect(device.stats()).toMatchObject({ bytes: 0, peak: 16 });
  });
});
