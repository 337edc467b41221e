import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, createReference, reference } from '@zero-to-gpt/linalg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { disk } from '../../src/node/file-system.ts';
import { loadSafetensors, saveSafetensors } from '../../src/node/safetensors-file.ts';
import { encodeSafetensors } from '../../src/safetensors.ts';
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

test('loadSafetensors() names the file and what is wrong, and makes nothing', async () => {
  await expect(loadSafetensors(path)).rejects.toThrow(`Cannot load ${path}: no such file or folder (ENOENT)`);
  writeFileSync(path, Uint8Array.of(1, 2));
  const device = createReference();
  await expect(loadSafetensors(path, { device })).rejects.toThrow(
    `Cannot load ${path}: Cannot read safetensors: found 2 bytes`,
  );
  await saveSafetensors(path, weights(Number.NaN));
  await expect(loadSafetensors(path, { device, rejectNaN: true })).rejects.toThrow('tensor "w" holds NaN at element 0');
  expect(device.stats().bytes).toBe(0);
});
