import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { decodeText, loadMobyDick } from '@zero-to-gpt/text';
import { fileError } from './file-error.ts';

/** A text and where it came from. */
export interface TextSource {
  /** What the setting `text` holds: `moby-dick` or the absolute path of the file. */
  readonly source: string;
  /** Short name for messages. */
  readonly name: string;
  /** The text, with `\n` at line ends and no byte-order mark. */
  readonly text: string;
  /** SHA-256 of the text in UTF-8, hex: the same for one text in several encodings. */
  readonly sha256: string;
  /** What was changed or guessed in reading it, for the user. */
  readonly notes: readonly string[];
}

/**
 * Reads the text that a run learns: Moby Dick, or a text file in UTF-8, UTF-16 or Latin-1.
 *
 * @param source - `moby-dick` or a path
 * @throws Error where the file is missing, a folder or not readable; RangeError where it is empty or holds no text
 */
export async function readText(source: string): Promise<TextSource> {
  if (source === 'moby-dick') {
    const text = await loadMobyDick();
    return { source, name: 'Moby Dick', text, sha256: hash(text), notes: [] };
  }
  const name = basename(source);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(source);
  } catch (error) {
    throw fileError(`read text ${source}`, error);
  }
  try {
    const { text, notes } = decodeText(bytes);
    return { source: resolve(source), name, text, sha256: hash(text), notes };
  } catch (error) {
    throw new RangeError((error as Error).message.replace('a text', `text ${source}`), { cause: error });
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
