import { decodeBase64 } from './base64.ts';

/** A data file that was packed into a module. */
export interface Asset {
  /** Its bytes, compressed by gzip, in base64. */
  readonly gzip: string;
  /** Length of the file. */
  readonly byteLength: number;
  /** SHA-256 of the file, in hexadecimal. */
  readonly sha256: string;
}

/**
 * The bytes of a packed data file. Length and SHA-256 are checked.
 * @throws RangeError that names the data where the bytes are not those
 */
export async function unpackAsset(what: string, { gzip, byteLength, sha256 }: Asset): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = await gunzip(what, gzip);
  if (bytes.length !== byteLength)
    throw new RangeError(`Cannot unpack ${what}: found ${bytes.length} bytes, expected ${byteLength}`);
  // browsers have no `crypto.subtle` on pages without TLS: gzip's own check must do there
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return bytes;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  const found = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
  if (found !== sha256) throw new RangeError(`Cannot unpack ${what}: its SHA-256 is ${found}, expected ${sha256}`);
  return bytes;
}

async function gunzip(what: string, base64: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const stream = new Blob([decodeBase64(base64)]).stream().pipeThrough(new DecompressionStream('gzip'));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch (error) {
    throw new RangeError(`Cannot unpack ${what}: it is damaged, or no gzip in base64`, { cause: error }); // hosts say nothing of use
  }
}
