import { checkOptions } from '@zero-to-gpt/linalg';
/** Options of `parseStrictJSON`. */
export interface StrictJSONOptions {
  /** Levels of objects and arrays that may lie inside one another. */
  readonly maxDepth?: number;
}

/**
 * `JSON.parse` for text from outside: an object that says one key twice, where `JSON.parse` would silently take the last,
 * and nesting beyond `maxDepth` are errors too.
 * @throws RangeError with what is wrong
 */
export function parseStrictJSON(text: string, options: StrictJSONOptions = {}): unknown {
  const { maxDepth = 16 } = checkOptions('parseStrictJSON', options, ['maxDepth']);
  scan(text, maxDepth);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new RangeError(`Cannot read JSON: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}

/** Looks for depth and repeated keys alone; whatever else is wrong is left to `JSON.parse`. */
function scan(text: string, maxDepth: number): void {
  /** For each open bracket the keys so far; null for an array. */
  const open: (Set<string> | null)[] = [];
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (c === '{' || c === '[') {
      if (open.push(c === '{' ? new Set() : null) > maxDepth)
        throw new RangeError(`Cannot read JSON: nested deeper than ${maxDepth} levels at position ${i}`);
    } else if (c === '}' || c === ']') open.pop();
    else if (c === '"') {
      const end = endOfString(text, i);
      const token = text.slice(i, end);
      i = end - 1;
      const keys = open.at(-1);
      if (!keys || !isKey(text, end)) continue;
      const key = decode(token);
      if (keys.has(key)) throw new RangeError(`Cannot read JSON: key ${shorten(token)} appears twice`);
      keys.add(key);
    }
  }
}

/** One behind the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let i = start + 1;
  while (i < text.length && text[i] !== '"') i += text[i] === '\\' ? 2 : 1;
  return i + 1;
}

function isKey(text: string, end: number): boolean {
  let i = end;
  while (i < text.length && ' \t\n\r'.includes(text[i]!)) i++;
  return text[i] === ':';
}

/** "a" and "\u0061" are one key. */
function decode(token: string): string {
  if (!token.includes('\\')) return token.slice(1, -1);
  try {
    return String(JSON.parse(token));
  } catch {
    return token;
  }
}

/** At most 80 characters of a text from outside, for a message. */
export function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
