/** A text and how it was found. */
export interface DecodedText {
  /** The text, with `\n` at line ends and no byte-order mark. */
  readonly text: string;
  /** How the bytes were read. */
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
  /** What was changed or guessed, in sentences for the user; often empty. */
  readonly notes: readonly string[];
}

/**
 * Reads a text of unknown origin. A byte-order mark decides between UTF-8 and UTF-16 and is removed; a text that is not
 * UTF-8 is read as Windows-1252, which contains Latin-1, unless most of it is UTF-8 after all: then what is broken in it
 * becomes U+FFFD. `\r\n` and single `\r` become `\n`.
 * @throws RangeError for no bytes, no text in them, or bytes that are not text
 *
 * @example
 * ```ts
 * import { decodeText } from '@zero-to-gpt/text';
 *
 * const { text, notes } = decodeText(Uint8Array.of(0x63, 0x61, 0x66, 0xe9, 0x0d, 0x0a));
 * text; // → 'café\n'
 * notes; // → ['read as Windows-1252 (Latin-1), as it is not UTF-8 at byte 3', 'turned 1 line ends \\r\\n or \\r into \\n']
 * ```
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  if (bytes.length === 0) throw new RangeError('Cannot read a text: it is empty (0 bytes)');
  const notes: string[] = [];
  const { text: raw, encoding } = decodeBytes(bytes, notes);
  const controls = Array.from(raw.matchAll(/\p{Cc}/gu)).filter(([c]) => c < ' ' && !'\t\n\v\f\r\x1b'.includes(c));
  // a few stray control characters are dirty text; many, or a NUL, are something else
  if (controls.length > raw.length / 100 || raw.includes('\0'))
    throw new RangeError(
      `Cannot read a text: character ${controls[0]!.index} is U+${hex(controls[0]![0])}, which looks like binary data; expected plain text`,
    );
  const ends = raw.match(/\r\n?/g)?.length ?? 0;
  if (ends > 0) notes.push(`turned ${ends} line ends \\r\\n or \\r into \\n`);
  const text = ends > 0 ? raw.replace(/\r\n?/g, '\n') : raw;
  if (text.trim() === '') throw new RangeError('Cannot read a text: it holds nothing but white space');
  return { text, encoding, notes };
}

function decodeBytes(bytes: Uint8Array, notes: string[]): Pick<DecodedText, 'text' | 'encoding'> {
  const [a, b, c] = bytes;
  const utf16 = a === 0xff && b === 0xfe ? 'utf-16le' : a === 0xfe && b === 0xff ? 'utf-16be' : null;
  if (utf16) {
    notes.push(`read as ${utf16.toUpperCase()} and removed its byte-order mark`);
    return { text: decodeUTF16(bytes, utf16), encoding: utf16 };
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (a === 0xef && b === 0xbb && c === 0xbf) notes.push('removed a UTF-8 byte-order mark');
    return { text, encoding: 'utf-8' };
  } catch {
    return decodeBroken(bytes, notes);
  }
}

/** A text with more whole characters beyond ASCII than broken ones is damaged UTF-8; any other is in an older encoding. */
function decodeBroken(bytes: Uint8Array, notes: string[]): Pick<DecodedText, 'text' | 'encoding'> {
  const at = validPrefix(bytes);
  const text = new TextDecoder().decode(bytes);
  const broken = text.match(/\ufffd/g)?.length ?? 0;
  const whole = (text.match(/\P{ASCII}/gu)?.length ?? 0) - broken;
  if (whole > broken) {
    notes.push(`replaced ${broken} places that are not UTF-8 by \ufffd, the first at byte ${at}`);
    return { text, encoding: 'utf-8' };
  }
  notes.push(`read as Windows-1252 (Latin-1), as it is not UTF-8 at byte ${at}`);
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' };
}

function decodeUTF16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be'): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new RangeError(
      `Cannot read a text: its byte-order mark says ${encoding.toUpperCase()}, but the bytes are not`,
      {
        cause,
      },
    );
  }
}

/** How many of the first bytes are whole UTF-8 characters, by halving. */
function validPrefix(bytes: Uint8Array): number {
  // a cut inside a character is no error here: `stream` waits for the rest
  const decode = (length: number) =>
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), { stream: true });
  let good = 0;
  let bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      decode(middle);
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return new TextEncoder().encode(decode(good)).length;
}

function hex(character: string): string {
  return character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0');
}
