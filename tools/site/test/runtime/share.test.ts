import { deflateRawSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { decode, encode } from '../../runtime/share.ts';

afterEach(() => vi.unstubAllGlobals());

const base64url = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

test('decode() reads what encode() wrote, whatever characters it holds', async () => {
  const code = 'const π = "🙂"; // “quotes”\n\tlet x = 1;\r\n\0';
  expect(await decode(`#${await encode({ cell: 'same-high', code })}`)).toEqual({ cell: 'same-high', code });
});

test('encode() keeps a byte order mark and empty code', async () => {
  expect(await decode(await encode({ cell: 'a', code: '\uFEFFx' }))).toEqual({ cell: 'a', code: '\uFEFFx' });
  expect(await decode(await encode({ cell: 'a', code: '' }))).toEqual({ cell: 'a', code: '' });
});

test('encode() writes nothing that an address would have to escape', async () => {
  expect(await encode({ cell: 'a', code: 'x'.repeat(999) + Math.PI })).toMatch(/^zg=a\.d[\w-]+$/);
});

test('encode() writes plain text where the browser cannot compress, and decode() reads it', async () => {
  vi.stubGlobal('CompressionStream', undefined);
  const hash = await encode({ cell: 'a', code: 'let x = "ü";' });
  vi.stubGlobal('DecompressionStream', undefined);
  expect(hash).toMatch(/^zg=a\.p/);
  expect(await decode(hash)).toEqual({ cell: 'a', code: 'let x = "ü";' });
});

test('encode() refuses code of more than 100,000 bytes', async () => {
  await expect(encode({ cell: 'a', code: 'ü'.repeat(50_001) })).rejects.toThrow(
    'Cannot share: found 100002 bytes, wanted at most 100000',
  );
});

test('decode() lets other hashes pass', async () => {
  expect(await decode('')).toBeNull();
  expect(await decode('#the-notebook')).toBeNull();
  expect(await decode('#zgx=a.p')).toBeNull();
});

test('decode() says of each broken link why it cannot be read', async () => {
  const whole = await encode({ cell: 'a', code: 'let x = 1;'.repeat(20) });
  const changed = 'it is not whole, or was changed on its way';
  const broken: [hash: string, why: string][] = [
    ['#zg=', 'it names no cell'],
    ['#zg=.pYQ', 'it names no cell'],
    ['#zg=<img src=x>.pYQ', 'it names no cell'],
    [`#zg=${'a'.repeat(101)}.pYQ`, 'it names no cell'],
    ['#zg=../a.pYQ', 'it names no cell'],
    ['#zg=a', changed],
    ['#zg=a.', changed],
    ['#zg=a.xYQ', changed],
    ['#zg=a.pA', changed], // no base64 has one character
    ['#zg=a.p%41', changed],
    ['#zg=a.p/w==', changed],
    [`#${whole.slice(0, -9)}`, changed],
    [`#zg=a.d${base64url(new Uint8Array([255, 255, 255, 255]))}`, changed],
    [`#zg=a.p${base64url(new Uint8Array([0xc3, 0x28]))}`, changed], // no UTF-8
    [`#zg=a.d${base64url(deflateRawSync(new Uint8Array([0xff, 0xfe])))}`, changed],
    [`#zg=a.p${'A'.repeat(200_001)}`, 'it is too long'],
    [`#zg=a.p${'A'.repeat(140_000)}`, 'its code is too long'],
  ];
  for (const [hash, why] of broken) {
    expect(await decode(hash), hash.slice(0, 40)).toEqual({
      problem: `This link’s code cannot be read: ${why}. The page shows the lesson as it is.`,
    });
  }
});

test('decode() stops reading a bomb: 30 MB of zeros behind 30 KB', async () => {
  const bomb = deflateRawSync(Buffer.alloc(30_000_000), { level: 9 });
  const began = process.memoryUsage().arrayBuffers;
  const found = await decode(`#zg=a.d${base64url(bomb)}`);
  expect(found).toEqual({ problem: expect.stringContaining('too long') });
  expect(process.memoryUsage().arrayBuffers - began).toBeLessThan(10_000_000);
});
