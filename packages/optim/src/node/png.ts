import { crc32, deflateSync } from 'node:zlib';
import { checkHostTensor, type HostTensor } from '../data/host-tensor.ts';
import type { EncodedImage } from '../runs/event-record.ts';

/** PNG's number for as many values in a pixel. */
const colourTypes: Readonly<Record<number, number>> = { 1: 0, 2: 4, 3: 2, 4: 6 };

/**
 * A picture as a PNG file: [height, width] or [height, width, 1 to 4], uint8, or floats from 0 (black) to 1, cut off there.
 * Source: W3C, Portable Network Graphics.
 * @throws RangeError for another shape, TypeError for another dtype
 */
export function encodePNG(image: HostTensor): EncodedImage {
  const { shape, data } = checkHostTensor(image);
  const [height = 0, width = 0, channels = 1] = shape;
  const colour = colourTypes[channels];
  if (shape.length < 2 || shape.length > 3 || colour === undefined || height < 1 || width < 1)
    throw new RangeError(`Cannot draw an image of [${shape}]: expected [height, width] or [height, width, 1 to 4]`);
  const stride = width * channels;
  const rows = new Uint8Array(height * (stride + 1)); // each row begins with its filter: 0, none
  const bytes = bytesOf(data);
  for (let row = 0; row < height; row++)
    rows.set(bytes.subarray(row * stride, (row + 1) * stride), row * (stride + 1) + 1);
  const head = new Uint8Array(13);
  const view = new DataView(head.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  head.set([8, colour], 8); // bits of a value, kind of pixel
  const parts = [
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return { height, width, channels, png: Uint8Array.from(Buffer.concat(parts)) };
}

function bytesOf(data: HostTensor['data']): Uint8Array {
  if (data instanceof Uint8Array) return data;
  if (!(data instanceof Float32Array || data instanceof Float64Array))
    throw new TypeError('Cannot draw an image: expected uint8, or float32 or float64 from 0 to 1');
  const bytes = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) bytes[i] = Math.round(Math.min(Math.max(data[i]!, 0), 1) * 255);
  return bytes;
}

function chunk(kind: string, data: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  bytes.set(new TextEncoder().encode(kind), 4);
  bytes.set(data, 8);
  view.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
