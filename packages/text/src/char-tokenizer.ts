import type { Tokenizer } from './tokenizer.ts';

/** A `CharTokenizer` as JSON. */
export interface CharTokenizerJSON {
  /** Tells it from other tokenizers. */
  readonly type: 'char';
  /** The vocabulary. */
  readonly characters: readonly string[];
}

/**
 * One token for each character (Unicode code point) of the training text, numbered in code point order.
 *
 * @example
 * ```ts
 * import { CharTokenizer } from '@zero-to-gpt/text';
 *
 * const tokenizer = CharTokenizer.train('hello');
 * tokenizer.characters; // → ['e', 'h', 'l', 'o']
 * [...tokenizer.encode('hole')]; // → [1, 3, 2, 0]
 * tokenizer.decode([1, 0]); // → 'he'
 * tokenizer.encode('help'); // throws Cannot encode character "p" (U+0070) at position 3
 * ```
 */
export class CharTokenizer implements Tokenizer {
  /** The vocabulary: token i is `characters[i]`. */
  readonly characters: readonly string[];
  readonly #ids: ReadonlyMap<number, number>;

  /** @throws RangeError for an empty vocabulary, a character that stands in it twice, or an entry of several characters */
  constructor(characters: readonly string[]) {
    if (characters.length === 0) throw new RangeError('Cannot make a tokenizer: the vocabulary is empty');
    const ids = new Map<number, number>();
    for (const [id, character] of characters.entries()) {
      const code = character.codePointAt(0);
      if (code === undefined || String.fromCodePoint(code) !== character)
        throw new RangeError(
          `Cannot make a tokenizer: entry ${id} is ${JSON.stringify(character)}, expected one character`,
        );
      if (ids.has(code))
        throw new RangeError(`Cannot make a tokenizer: ${name(character)} stands at ${ids.get(code)} and at ${id}`);
      ids.set(code, id);
    }
    this.characters = [...characters];
    this.#ids = ids;
  }

  /** The tokenizer of all characters in a text, or in several. @throws RangeError for an empty text */
  static train(text: string | Iterable<string>): CharTokenizer {
    const codes = new Set<number>();
    for (const part of typeof text === 'string' ? [text] : text)
      for (const character of part) codes.add(character.codePointAt(0)!);
    if (codes.size === 0) throw new RangeError('Cannot train a tokenizer: the text is empty');
    return new CharTokenizer([...codes].sort((a, b) => a - b).map((code) => String.fromCodePoint(code)));
  }

  /** Makes a tokenizer from what `toJSON` gave, checking it. @throws TypeError or RangeError for anything else */
  static fromJSON(json: unknown): CharTokenizer {
    const { type, characters } = (typeof json === 'object' && json !== null ? json : {}) as Partial<
      Record<string, unknown>
    >;
    if (type !== 'char')
      throw new TypeError(`Cannot read a tokenizer: type is ${JSON.stringify(type) ?? 'missing'}, expected "char"`);
    if (!Array.isArray(characters) || !characters.every((c) => typeof c === 'string'))
      throw new TypeError('Cannot read a tokenizer: characters must be a list of strings');
    return new CharTokenizer(characters);
  }

  /** Number of characters. */
  get vocabSize(): number {
    return this.characters.length;
  }

  /** One number for each character. @throws RangeError for a character that is not in the vocabulary */
  encode(text: string): Int32Array {
    const ids = new Int32Array(text.length);
    let length = 0;
    for (let i = 0; i < text.length; ) {
      const code = text.codePointAt(i)!;
      const id = this.#ids.get(code);
      if (id === undefined)
        throw new RangeError(
          `Cannot encode character ${name(String.fromCodePoint(code))} at position ${length}: ` +
            `it is not among the ${this.vocabSize} characters of the vocabulary; ` +
            'leave it out, or train with a text that holds it: CharTokenizer.train(text)',
        );
      ids[length++] = id;
      i += code > 0xffff ? 2 : 1;
    }
    return length === text.length ? ids : ids.slice(0, length);
  }

  /** The characters of token numbers. @throws RangeError for a number outside the vocabulary */
  decode(ids: Iterable<number>): string {
    let text = '';
    for (const id of ids) {
      const character = this.characters[id];
      if (character === undefined)
        throw new RangeError(`Cannot decode token ${id}: expected a whole number from 0 to ${this.vocabSize - 1}`);
      text += character;
    }
    return text;
  }

  /** `{ type: 'char', characters }`. */
  toJSON(): CharTokenizerJSON {
    return { type: 'char', characters: this.characters };
  }
}

/** A character as messages show it: quoted, and by its number. */
function name(character: string): string {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
  return `${JSON.stringify(character)} (U+${code})`;
}
