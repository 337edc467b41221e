import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { array, createReference, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { decodeSafetensors, encodeSafetensors } from '../../src/files/safetensors.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  test(`encodeSafetensors() and decodeSafetensors() return arrays on ${name} with dtype and shape`, async () => {
    const device = makeDevice();
    const x = array(
      [
        [1, 2],
        [3, 4],
      ],
      { device },
    ).T; // a view with strides
    const ids = array([7, -8], { device, dtype: 'int32' });
    const mask = array(1, { device, dtype: 'uint8' });
    const bytes = await encodeSafetensors(
      new Map([
        ['x', x],
        ['ids', ids],
        ['mask', mask],
      ]),
      { note: 'hi' },
    );
    const { tensors, metadata } = decodeSafetensors(bytes, { device });
    expect(metadata).toEqual({ note: 'hi' });
    expect([...tensors].map(([key, { dtype, shape, device: d }]) => [key, dtype, shape, d === device])).toEqual([
      ['x', 'float32', [2, 2], true],
      ['ids', 'int32', [2], true],
      ['mask', 'uint8', [], true],
    ]);
    await expect(tensors.get('x')!).toBeAllClose([
      [1, 3],
      [2, 4],
    ]);
    await expect(tensors.get('ids')!).toBeAllClose([7, -8]);
    await expect(tensors.get('mask')!).toBeAllClose(1);
  });
});

test("decodeSafetensors() reads Hugging Face's file, float16 as float32 where the device has none", () => {
  const bytes = readFileSync(join(import.meta.dirname, '../fixtures', 'hugging-face.safetensors'));
  const { tensors } = decodeSafetensors(bytes, { device: reference });
  expect(tensors.get('half')?.dtype).toBe('float32');
  expect(tensors.get('half')?.toArray()).toEqual([1.5, -0.25]);
  expect(tensors.get('exact')?.dtype).toBe('float64');
  expect(tensors.get('exact')?.item()).toBe(0.1);
});

test('decodeSafetensors() refuses NaN where asked to', async () => {
  const bytes = await encodeSafetensors(new Map([['w', array([Number.NaN])]]));
  expect(() => decodeSafetensors(bytes, { rejectNaN: true })).toThrow('tensor "w" holds NaN at element 0');
});

test('decodeSafetensors() makes nothing on the device where the file is damaged', () => {
  const device = createReference();
  expect(() => decodeSafetensors(Uint8Array.of(1, 2, 3), { device })).toThrow('found 3 bytes');
  expect(device.stats().bytes).toBe(0);
});
