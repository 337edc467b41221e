/**
 * The bytes of a text of tools/build/byte-text.ts, which describes it: mostly one character a byte, so that gzip finds the
 * bytes' repetitions.
 */
export function decodeBytes(text: string): Uint8Array<ArrayBuffer> {
  const bytes: number[] = [];
  let page = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = (code === 126 ? 92 : code) - 35;
    if (value < 86) {
      bytes.push((page + value - 3) & 255);
      page = 0;
    } else page = (value - 85) * 86;
  }
  return Uint8Array.from(bytes);
}
