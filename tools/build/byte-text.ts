/** Characters that stand for a value alone, and in each page. */
const PAGE = 86;

/**
 * Bytes as text of printable ASCII, mostly one character a byte, so that gzip finds in the text what it would find in the
 * bytes: a tenth less than hexadecimal, and a third less than base64, compressed. What is decoded is `b + 3` modulo 256, as
 * 0xfd, the first byte of SIMD instructions, is the most frequent one in our kernels: a value below 86 is one character,
 * the others are that of their page, 86 or 87, and that of the rest. Character n is the one of code 35 + n, from `#` on,
 * and `~` instead of the backslash. `decodeBytes` in packages/linalg/src/cpu reads it.
 */
export function encodeBytes(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    const value = (byte + 3) & 255;
    const page = Math.floor(value / PAGE);
    text += (page > 0 ? character(PAGE + page - 1) : '') + character(value % PAGE);
  }
  return text;
}

function character(n: number): string {
  return n + 35 === 92 ? '~' : String.fromCharCode(n + 35);
}
