import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { type Asset, unpackAsset } from '../src/asset.ts';

const packed = (text: string): Asset => ({
  gzip: gzipSync(text).toString('base64'),
  byteLength: Buffer.byteLength(text),
  sha256: createHash('sha256').update(text).digest('hex'),
});
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('unpackAsset()', () => {
  test('gives the bytes that were packed', async () => {
    expect(text(await unpackAsset('the birds', packed('gulls; é')))).toBe('gulls; é');
  });
  test('takes an empty file', async () => {
    expect((await unpackAsset('nothing', packed(''))).length).toBe(0);
  });
  test('refuses another length, and names the data', async () => {
    const asset = { ...packed('gulls'), byteLength: 6 };
    await expect(unpackAsset('the birds', asset)).rejects.toThrow('Cannot unpack the birds: found 5 bytes, expected 6');
  });
  test('refuses other bytes of the same length', async () => {
    const asset = { ...packed('gulls'), gzip: packed('gules').gzip };
    await expect(unpackAsset('the birds', asset)).rejects.toThrow(
      /Cannot unpack the birds: its SHA-256 is [0-9a-f]{64}/,
    );
  });
  test('refuses what is not gzip', async () => {
    const asset = { ...packed('gulls'), gzip: Buffer.from('gulls').toString('base64') };
    await expect(unpackAsset('the birds', asset)).rejects.toThrow(
      'Cannot unpack the birds: it is damaged, or no gzip in base64',
    );
  });
  test('refuses what is not base64', async () => {
    const asset = { ...packed('gulls'), gzip: '?' };
    await expect(unpackAsset('the birds', asset)).rejects.toThrow('it is damaged, or no gzip in base64');
  });
  test('refuses gzip that was cut off', async () => {
    const { gzip, ...rest } = packed('gulls and terns');
    const asset = { ...rest, gzip: Buffer.from(gzip, 'base64').subarray(0, -6).toString('base64') };
    await expect(unpackAsset('the birds', asset)).rejects.toThrow(
      'Cannot unpack the birds: it is damaged, or no gzip in base64',
    );
  });
  test('does without SHA-256 on a page without TLS, where browsers have none', async () => {
    vi.stubGlobal('crypto', {});
    expect(text(await unpackAsset('the birds', packed('gulls')))).toBe('gulls');
  });
});
