import { array, createReference, scope } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { isHostTensor, upload } from '../../src/data/host-tensor.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  test(`upload() makes arrays on ${name} of all host tensors in a batch`, async () => {
    const device = makeDevice();
    const batch = {
      x: { shape: [1, 2], data: Float32Array.of(1, 2) },
      pair: [{ shape: [], data: Int32Array.of(7) }, 'name', 3] as const,
    };
    const { x, pair } = upload(batch, { device });
    expect([x.dtype, x.device === device, pair[0].dtype, pair[0].shape, pair[1], pair[2]]).toEqual([
      'float32',
      true,
      'int32',
      [],
      'name',
      3,
    ]);
    await expect(x).toBeAllClose([[1, 2]]);
  });
});

test('upload() gives its arrays to the open scope', () => {
  const device = createReference();
  {
    using _ = scope();
    upload([{ shape: [3], data: Float32Array.of(1, 2, 3) }], { device });
    expect(device.stats().bytes).toBeGreaterThan(0);
  }
  expect(device.stats().bytes).toBe(0);
});

test('upload() refuses a tensor whose shape does not fit', () => {
  expect(() => upload({ shape: [2], data: Float32Array.of(1) })).toThrow(RangeError);
});

test('upload() leaves arrays, typed arrays and other objects as they are', () => {
  const batch = { a: array([1]), b: Uint8Array.of(1), c: new Date(0), d: null };
  const same = upload(batch);
  for (const key of ['a', 'b', 'c', 'd'] as const) expect(same[key]).toBe(batch[key]);
  expect(isHostTensor(batch.a)).toBe(false);
});
