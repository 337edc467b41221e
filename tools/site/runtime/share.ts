/** A cell and the code that a link brings for it. */
export interface SharedCell {
  readonly cell: string;
  readonly code: string;
}

/** What was read out of a link: code, or why there is none, in words for the reader. */
export type Decoded = SharedCell | { readonly problem: string };

/** Bytes of UTF-8 that a link may hold. */
const most = 100_000;

/** `zg=<cell>.<payload>`, to stand behind `#`: `d` and deflated text, or `p` and plain text, in base64url. */
export async function encode({ cell, code }: SharedCell): Promise<string> {
  const bytes = new TextEncoder().encode(code);
  if (bytes.length > most) throw new RangeError(`Cannot share: found ${bytes.length} bytes, wanted at most ${most}`);
  const packed = typeof CompressionStream === 'undefined' ? undefined : await pipe(bytes, new CompressionStream(kind));
  return `zg=${cell}.${packed ? `d${toBase64(packed)}` : `p${toBase64(bytes)}`}`;
}

/** Reads what stands behind `#`; null where it is no shared cell. Whoever made the link may have made it to do harm. */
export async function decode(hash: string): Promise<Decoded | null> {
  const found = /^#?zg=([^.]*)\.?([\s\S]*)$/.exec(hash);
  if (!found) return null;
  const [, cell = '', payload = ''] = found;
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(cell) || cell.length > 100) return bad('it names no cell');
  if (payload.length > 2 * most) return bad('it is too long');
  if (!/^[dp][A-Za-z0-9_-]*$/.test(payload)) return bad('it is not whole, or was changed on its way');
  try {
    const packed = fromBase64(payload.slice(1));
    const bytes = payload.startsWith('p') ? packed : await inflate(packed);
    if (!bytes || bytes.length > most) return bad('its code is too long');
    return { cell, code: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return bad('it is not whole, or was changed on its way');
  }
}

const kind = 'deflate-raw';

const bad = (why: string): Decoded => ({
  problem: `This link’s code cannot be read: ${why}. The page shows the lesson as it is.`,
});

/** undefined where more comes out than a link may hold: reading ends there, however much would follow. */
async function inflate(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array | undefined> {
  if (typeof DecompressionStream === 'undefined') throw new Error('This browser cannot inflate');
  return pipe(bytes, new DecompressionStream(kind), most);
}

async function pipe(bytes: Uint8Array<ArrayBuffer>, through: Pair): Promise<Uint8Array>;
async function pipe(bytes: Uint8Array<ArrayBuffer>, through: Pair, limit: number): Promise<Uint8Array | undefined>;
async function pipe(bytes: Uint8Array<ArrayBuffer>, through: Pair, limit = Infinity): Promise<Uint8Array | undefined> {
  const reader = new Blob([bytes]).stream().pipeThrough(through).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.length;
    if (length > limit) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(read.value);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

type Pair = ReadableWritablePair<Uint8Array<ArrayBuffer>, BufferSource>;

function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) => character.charCodeAt(0));
}
