import { inflateSync } from 'node:zlib';
import CRC32 from 'crc-32';
import { expect, test } from 'vitest';
import type { HostTensor } from '../../src/data/host-tensor.ts';
import { encodePNG } from '../../src/node/png.ts';

/** Reads a PNG without filters, checking the checksum of each of its chunks by another library. */
function decode(bytes: Uint8Array) {
  const png = Buffer.from(bytes);
  expect(png.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < png.length; ) {
    const length = png.readUInt32BE(at);
    const body = png.subarray(at + 4, at + 8 + length);
    expect(png.readUInt32BE(at + 8 + length)).toBe(CRC32.buf(body) >>> 0);
    chunks.set(body.subarray(0, 4).toString('latin1'), body.subarray(4));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(['IHDR', 'IDAT', 'IEND']);
  const head = chunks.get('IHDR')!;
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT')!);
  return { width, height, bits: head[8], colour: head[9], rows: [...rows] };
}

test('encodePNG() writes grey, grey with opacity, colour, and colour with opacity', () => {
  for (const [channels, colour] of [
    [1, 0],
    [2, 4],
    [3, 2],
    [4, 6],
  ] as const) {
    const data = Uint8Array.from({ length: 2 * 3 * channels }, (_, i) => i);
    const { png, ...facts } = encodePNG({ shape: [2, 3, channels], data });
    expect(facts).toEqual({ height: 2, width: 3, channels });
    const row = 3 * channels;
    const rows = [0, ...data.subarray(0, row), 0, ...data.subarray(row)];
    expect(decode(png)).toEqual({ width: 3, height: 2, bits: 8, colour, rows });
  }
});

test('encodePNG() takes floats from 0 to 1, and cuts them off there', () => {
  const data = [-1, 0, 0.5, 1, 7, Number.NaN];
  for (const floats of [Float32Array.from(data), Float64Array.from(data)])
    expect(decode(encodePNG({ shape: [1, 6], data: floats }).png).rows).toEqual([0, 0, 0, 128, 255, 255, 0]);
});

test.each<[HostTensor, string]>([
  [{ shape: [4], data: new Uint8Array(4) }, 'Cannot draw an image of [4]: expected [height, width]'],
  [{ shape: [1, 1, 5], data: new Uint8Array(5) }, 'Cannot draw an image of [1,1,5]'],
  [{ shape: [1, 1, 1, 1], data: new Uint8Array(1) }, 'Cannot draw an image of [1,1,1,1]'],
  [{ shape: [0, 3], data: new Uint8Array(0) }, 'Cannot draw an image of [0,3]'],
  [{ shape: [1, 2], data: new Uint8Array(1) }, 'Cannot use a tensor of [1,2]: it wants 2 elements, found 1'],
  [
    { shape: [1, 1], data: new Int32Array(1) },
    'Cannot draw an image: expected uint8, or float32 or float64 from 0 to 1',
  ],
])('encodePNG() refuses %o', (image, message) => {
  expect(() => encodePNG(image)).toThrow(message);
});
