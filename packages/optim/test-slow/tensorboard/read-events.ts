import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import CRC32C from 'crc-32/crc32c.js';
import protobuf from 'protobufjs';

/** An event as protobufjs decodes it. */
export interface DecodedEvent {
  readonly wall_time: number;
  readonly step: number;
  readonly file_version?: string;
  readonly session_log?: { readonly status: string };
  readonly summary?: { readonly value: readonly DecodedValue[] };
}

/** A value of a summary. */
export interface DecodedValue {
  readonly tag: string;
  readonly simple_value?: number;
  readonly image?: { height: number; width: number; colorspace: number; encoded_image_string: Uint8Array };
  readonly histo?: {
    min: number;
    max: number;
    num: number;
    sum: number;
    sum_squares: number;
    bucket_limit: number[];
    bucket: number[];
  };
  readonly tensor?: { dtype: number; tensor_shape: { dim: { size: number }[] }; string_val: Uint8Array[] };
  readonly metadata?: { plugin_data: { plugin_name: string } };
}

const schema = protobuf.parse(readFileSync(join(import.meta.dirname, 'event.proto'), 'utf8'), { keepCase: true });
const Event = schema.root.lookupType('Event');

/**
 * Reads an event file with nothing of ours: frames by hand from TFRecord's description, checksums by `crc-32`, messages
 * by `protobufjs`. @throws Error where a length or a checksum is wrong, or a field is unknown
 */
export function readEvents(path: string): DecodedEvent[] {
  const bytes = readFileSync(path);
  const events: DecodedEvent[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = Number(bytes.readBigUInt64LE(at));
    checkSum(bytes.subarray(at, at + 8), bytes.readUInt32LE(at + 8));
    const message = bytes.subarray(at + 12, at + 12 + length);
    checkSum(message, bytes.readUInt32LE(at + 12 + length));
    const decoded = Event.decode(message);
    const again = Event.encode(decoded).finish();
    if (again.length > message.length) throw new Error(`${path}: a record decodes to more than it holds`);
    // a number that is 0 is left out
    events.push({ step: 0, ...Event.toObject(decoded, { longs: Number, enums: String }) } as DecodedEvent);
    at += 16 + length;
  }
  return events;
}

/** The event files of a folder in the order in which TensorBoard reads them. */
export function eventFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.includes('tfevents'))
    .sort()
    .map((name) => join(folder, name));
}

/** TFRecord: masked_crc = ((crc >> 15) | (crc << 17)) + 0xa282ead8ul. */
function checkSum(bytes: Uint8Array, masked: number): void {
  const rotated = (masked - 0xa282ead8) >>> 0;
  const crc = ((rotated >>> 17) | (rotated << 15)) >>> 0;
  if (CRC32C.buf(bytes) >>> 0 !== crc) throw new Error('a checksum is wrong');
}
