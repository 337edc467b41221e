import { expect, test } from 'vitest';
import { ProtobufWriter } from '../../src/runs/protobuf.ts';

const written = (write: (message: ProtobufWriter) => void): string => {
  const message = new ProtobufWriter();
  write(message);
  return Buffer.from(message.finish()).toString('hex');
};

// the examples of protobuf.dev, "Encoding"
test('ProtobufWriter writes integers seven bits a byte', () => {
  expect(written((m) => m.integer(1, 150))).toBe('089601');
  expect(written((m) => m.integer(1, 0))).toBe('0800');
  expect(written((m) => m.integer(16, 1))).toBe('800101');
});

test('ProtobufWriter writes integers up to the largest safe one', () => {
  expect(written((m) => m.integer(1, 2 ** 31))).toBe('088080808008');
  expect(written((m) => m.integer(1, Number.MAX_SAFE_INTEGER))).toBe('08ffffffffffffff0f');
});

test('ProtobufWriter writes text, bytes and messages with their length', () => {
  expect(written((m) => m.text(2, 'testing'))).toBe('120774657374696e67');
  expect(written((m) => m.text(2, 'ß'))).toBe('1202c39f');
  expect(written((m) => m.message(3, (inner) => inner.integer(1, 150)))).toBe('1a03089601');
  expect(written((m) => m.bytes(1, new Uint8Array(0)))).toBe('0a00');
});

test('ProtobufWriter writes floats and doubles with the lowest byte first, lists of them packed', () => {
  expect(written((m) => m.float(2, 1))).toBe('150000803f');
  expect(written((m) => m.double(1, 1))).toBe('09000000000000f03f');
  expect(written((m) => m.doubles(6, [1, 0]))).toBe('3210000000000000f03f0000000000000000');
});
