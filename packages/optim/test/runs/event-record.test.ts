import CRC32C from 'crc-32/crc32c.js';
import { expect, test } from 'vitest';
import { type EventRecord, encodeEvent } from '../../src/runs/event-record.ts';

/** The parts of a record's frame, as hexadecimal digits, and whether its checksums are right by another library. */
function frame(event: EventRecord) {
  const bytes = Buffer.from(encodeEvent(event));
  const masked = (part: Uint8Array) => {
    const crc = CRC32C.buf(part) >>> 0;
    return Number((BigInt((crc >>> 15) | (crc << 17)) + 0xa282ead8n) & 0xffffffffn);
  };
  const message = bytes.subarray(12, -4);
  return {
    length: Number(bytes.readBigUInt64LE(0)) === message.length,
    checksums:
      bytes.readUInt32LE(8) === masked(bytes.subarray(0, 8)) &&
      bytes.readUInt32LE(bytes.length - 4) === masked(message),
    message: message.toString('hex'),
  };
}

test('encodeEvent() frames a message with its length and both checksums', () => {
  expect(frame({ wallTime: 1.5, step: 3, what: [{ kind: 'scalar', tag: 'loss', value: 2 }] })).toEqual({
    length: true,
    checksums: true,
    // wall_time 1.5, step 3, summary { value { tag "loss", simple_value 2 } }
    message: '09000000000000f83f10032a0d0a0b0a046c6f73731500000040',
  });
});

test('encodeEvent() begins a file with the version that lets a later record void earlier ones', () => {
  // the very bytes that TensorFlow's writer begins a file with, but for the time
  const bytes = Buffer.from(encodeEvent({ wallTime: 0, step: 0, what: 'version' })).toString('latin1');
  expect(bytes).toContain('brain.Event:2');
  expect(frame({ wallTime: 0, step: 11, what: 'start' }).message).toBe('090000000000000000100b3a020801');
});
