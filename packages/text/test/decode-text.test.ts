import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText } from '../src/decode-text.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, littleEndian: boolean) => {
  const view = new DataView(new ArrayBuffer(2 + 2 * text.length));
  view.setUint16(0, 0xfeff, littleEndian);
  for (let i = 0; i < text.length; i++) view.setUint16(2 + 2 * i, text.charCodeAt(i), littleEndian);
  return new Uint8Array(view.buffer);
};

test('decodeText() reads plain UTF-8 without a note', () => {
  expect(decodeText(utf8('größe 🐳\n'))).toEqual({ text: 'größe 🐳\n', encoding: 'utf-8', notes: [] });
});

test('decodeText() removes a UTF-8 byte-order mark', () => {
  expect(decodeText(utf8('\ufeffhi'))).toEqual({
    text: 'hi',
    encoding: 'utf-8',
    notes: ['removed a UTF-8 byte-order mark'],
  });
});

test.each([true, false])('decodeText() reads UTF-16 by its byte-order mark (lowest byte first: %s)', (littleEndian) => {
  const { text, encoding, notes } = decodeText(utf16('größe 🐳', littleEndian));
  expect([text, encoding]).toEqual(['größe 🐳', littleEndian ? 'utf-16le' : 'utf-16be']);
  expect(notes).toEqual([`read as ${encoding.toUpperCase()} and removed its byte-order mark`]);
});

test('decodeText() reads other bytes as Windows-1252, and says from where on', () => {
  const { text, encoding, notes } = decodeText(Uint8Array.of(0x93, 0x6e, 0x61, 0xef, 0x76, 0x65, 0x94, 0x20, 0x80));
  expect([text, encoding]).toEqual(['“naïve” €', 'windows-1252']);
  expect(notes).toEqual(['read as Windows-1252 (Latin-1), as it is not UTF-8 at byte 0']);
});

test('decodeText() finds the first byte that is not UTF-8', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const good = utf8(`x${before}`);
      const bytes = Uint8Array.of(...good, 0xff, ...utf8(after));
      expect(decodeText(bytes).notes[0]).toMatch(new RegExp(`at byte ${good.length}$`));
    }),
  );
});

test('decodeText() keeps UTF-8 that is damaged in a few places', () => {
  const { text, encoding, notes } = decodeText(utf8('größe “fine” é').subarray(0, -1));
  expect([text, encoding]).toEqual(['größe “fine” \ufffd', 'utf-8']);
  expect(notes).toEqual(['replaced 1 places that are not UTF-8 by \ufffd, the first at byte 19']);
});

test('decodeText() turns line ends into \\n and counts them', () => {
  expect(decodeText(utf8('a\r\nb\rc\n'))).toEqual({
    text: 'a\nb\nc\n',
    encoding: 'utf-8',
    notes: ['turned 2 line ends \\r\\n or \\r into \\n'],
  });
});

test('decodeText() lets tabs, form feeds and stray control characters pass', () => {
  const text = `${'a'.repeat(200)}\t\f\x1b\x02`;
  expect(decodeText(utf8(text)).text).toBe(text);
});

test('decodeText() refuses empty texts', () => {
  expect(() => decodeText(new Uint8Array(0))).toThrow('Cannot read a text: it is empty (0 bytes)');
  expect(() => decodeText(utf8('\ufeff \r\n\t'))).toThrow('it holds nothing but white space');
  expect(() => decodeText(utf8('\ufeff'))).toThrow('it holds nothing but white space');
});

test('decodeText() refuses binary data', () => {
  expect(() => decodeText(utf8('abc\0'))).toThrow('character 3 is U+0000, which looks like binary data');
  expect(() => decodeText(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toThrow('binary data');
  expect(() => decodeText(Uint8Array.of(0xff, 0xfe, 0x00, 0xd8))).toThrow(
    'byte-order mark says UTF-16LE, but the bytes are not',
  );
});

test('decodeText() gives a text or a RangeError for any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      try {
        expect(decodeText(bytes).text).not.toMatch(/\r/);
      } catch (error) {
        expect(String(error)).toMatch(/^RangeError: Cannot read a text: /);
      }
    }),
    { numRuns: 500 },
  );
});
