/** Remainders of each byte by Castagnoli's polynomial, bits reversed. */
const table: Uint32Array = /* @__PURE__ */ Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
  return value;
});

/**
 * CRC-32C of bytes, as an unsigned number: the checksum of iSCSI (RFC 3720, appendix B.4) and of TensorFlow's record files.
 *
 * @example
 * ```ts
 * import { crc32c } from '@zero-to-gpt/optim';
 *
 * crc32c(new TextEncoder().encode('123456789')).toString(16); // → 'e3069283'
 * ```
 */
export function crc32c(bytes: Uint8Array): number {
  let value = ~0;
  for (let i = 0; i < bytes.length; i++) value = (value >>> 8) ^ table[(value ^ bytes[i]!) & 255]!;
  return ~value >>> 0;
}
