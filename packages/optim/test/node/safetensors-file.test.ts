import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, reference } from '@zero-to-gpt/linalg';
import CRC32 from 'crc-32';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HostTensor } from '../../src/data/host-tensor.ts';
import { encodeSafetensors } from '../../src/files/safetensors.ts';
import { packSafetensors, unpackSafetensors } from '../../src/files/safetensors-format.ts';
import { disk, type FileSystem } from '../../src/node/file-system.ts';
import { loadSafetensors } from '../../src/node/load-safetensors.ts';
import { SafetensorsFile, saveSafetensors } from '../../src/node/safetensors-file.ts';
import { failing } from '../fixtures/failing.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
  path = join(folder, 'model.safetensors');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const weights = (value: number) => new Map([['w', array([value, value])]]);

test('saveSafetensors() writes the bytes of encodeSafetensors(), and loadSafetensors() reads them', async () => {
  await saveSafetensors(path, weights(3), { metadata: { note: 'hi' } });
  expect(Uint8Array.from(readFileSync(path))).toEqual(await encodeSafetensors(weights(3), { note: 'hi' }));
  const { tensors, metadata } = await loadSafetensors(path, { device: reference });
  expect([tensors.get('w')?.toArray(), tensors.get('w')?.device, metadata]).toEqual([
    [3, 3],
    reference,
    { note: 'hi' },
  ]);
});

test('saveSafetensors() keeps the old file where the disk is full, at whatever moment', async () => {
  await saveSafetensors(path, weights(1));
  for (const failAt of [1, 2, 3]) {
    const saving = saveSafetensors(path, weights(2), { fileSystem: failing(disk, { failAt }) });
    await expect(saving).rejects.toThrow(`Cannot write ${path}: the disk is full (ENOSPC)`);
    expect((await loadSafetensors(path)).tensors.get('w')?.toArray()).toEqual([1, 1]);
    expect(readdirSync(folder)).toEqual(['model.safetensors']);
  }
});

test('SafetensorsFile tells names, dtypes, shapes and text without reading an array, and reads one at a time', async () => {
  const two = new Map([
    ['a', array([[1, 2]])],
    ['b', array([7], { dtype: 'int32' })],
  ]);
  await saveSafetensors(path, two, { metadata: { note: 'hi' } });
  await using file = await SafetensorsFile.open(path);
  expect([...file.tensors]).toEqual([
    ['a', { dtype: 'F32', shape: [1, 2] }],
    ['b', { dtype: 'I32', shape: [1] }],
  ]);
  expect(file.metadata).toEqual({ note: 'hi' });
  expect(await file.read('b')).toEqual({ shape: [1], data: Int32Array.of(7) });
  const a = await file.load('a', { device: reference });
  expect([a.toArray(), a.device]).toEqual([[[1, 2]], reference]);
  await expect(file.read('c')).rejects.toThrow('Cannot read tensor "c": the file holds 2 others, such as a, b');
});

test('SafetensorsFile goes on with the file that it opened, whatever has its name meanwhile', async () => {
  await saveSafetensors(path, weights(1));
  await using file = await SafetensorsFile.open(path);
  await saveSafetensors(path, weights(2));
  expect((await file.read('w')).data).toEqual(Float32Array.of(1, 1));
});

test('SafetensorsFile knows the checksum of the whole file once all is read', async () => {
  await saveSafetensors(path, weights(1), { metadata: { odd: 'x' } });
  await using file = await SafetensorsFile.open(path);
  expect(file.checksum).toBeNull();
  await file.loadAll();
  expect(file.checksum).toBe(CRC32.buf(readFileSync(path)) >>> 0);
});

/** A file system that holds one file, and counts the bytes that are asked for. */
function holding(bytes: Uint8Array): FileSystem & { asked: number } {
  const fileSystem = {
    ...disk,
    asked: 0,
    async open() {
      return {
        size: bytes.length,
        async read(start: number, length: number) {
          fileSystem.asked += length;
          if (start + length > bytes.length) throw new RangeError('asked for more than there is');
          return Uint8Array.from(bytes.subarray(start, start + length));
        },
        async close() {},
      };
    },
  };
  return fileSystem;
}

test('SafetensorsFile gives and refuses what unpackSafetensors() does, of damaged files too', async () => {
  const whole = packSafetensors(
    new Map<string, HostTensor>([
      ['x', { shape: [2, 3], data: Float32Array.of(1, 2, 3, 4, 5, 6) }],
      ['half', { shape: [2], data: Uint16Array.of(0x3c00, 0x7e00) }],
      ['mask', { shape: [3], data: Uint8Array.of(0, 1, 2) }],
    ]),
    { a: 'b' },
  );
  const change = fc.record({ at: fc.nat(whole.length - 1), byte: fc.nat(255) });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 3 }), fc.nat(20), fc.boolean(), async (changes, cut, rejectNaN) => {
      const bytes = Uint8Array.from(whole);
      for (const { at, byte } of changes) bytes[at] = byte;
      const damaged = bytes.subarray(0, bytes.length - Math.max(0, cut - 10));
      const fileSystem = holding(damaged);
      const streamed = async () => {
        await using file = await SafetensorsFile.open('', { fileSystem });
        const tensors = new Map<string, HostTensor>();
        for (const name of file.tensors.keys()) tensors.set(name, await file.read(name, { rejectNaN }));
        return { tensors, metadata: file.metadata };
      };
      const at = await Promise.allSettled([streamed()]);
      const once = await Promise.allSettled([(async () => unpackSafetensors(damaged, { rejectNaN }))()]);
      expect(at).toEqual(once);
      expect(fileSystem.asked).toBeLessThanOrEqual(2 * damaged.length);
    }),
    { numRuns: 300 },
  );
});

test('SafetensorsFile asks for no more than 8 bytes where the header claims more than there is', async () => {
  for (const length of [100n, 100_000_001n, 2n ** 64n - 1n]) {
    const bytes = new Uint8Array(20);
    new DataView(bytes.buffer).setBigUint64(0, length, true);
    const fileSystem = holding(bytes);
    await expect(SafetensorsFile.open('', { fileSystem })).rejects.toThrow(
      'Cannot read safetensors: the header length',
    );
    expect(fileSystem.asked).toBe(8);
  }
});
