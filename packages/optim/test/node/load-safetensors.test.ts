import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { array, createReference } from '@zero-to-gpt/linalg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { loadSafetensors } from '../../src/node/load-safetensors.ts';
import { saveSafetensors } from '../../src/node/safetensors-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'optim-'));
  path = join(folder, 'model.safetensors');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const weights = (value: number) => new Map([['w', array([value, value])]]);

test('loadSafetensors() loads some arrays alone where asked to', async () => {
  await saveSafetensors(path, new Map([...weights(1), ['b', array([5])], ['c', array([6])]]));
  const { tensors } = await loadSafetensors(path, { names: ['c', 'b', 'c'] });
  expect([...tensors].map(([name, x]) => [name, x.toArray()])).toEqual([
    ['c', [6]],
    ['b', [5]],
  ]);
  await expect(loadSafetensors(path, { names: ['b', 'x', 'y'] })).rejects.toThrow(
    `Cannot load ${path}: it holds no tensors "x", "y"`,
  );
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
  await saveSafetensors(path, new Map([['a', array([1])], ...weights(Number.NaN)]));
  for (const names of [undefined, ['a', 'w']])
    await expect(loadSafetensors(path, { device, rejectNaN: true, ...(names && { names }) })).rejects.toThrow('NaN');
  expect(device.stats().bytes).toBe(0);
});
