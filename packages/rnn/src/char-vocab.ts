/** The characters of some words, and a mark for where words begin and end. */
export interface CharVocab {
  /** Ids there are: the characters and the boundary. */
  readonly size: number;
  /** The characters in the order of their ids, from 1. */
  readonly characters: readonly string[];
  /** Id of the mark before and behind a word: 0. */
  readonly boundary: 0;
  /** Ids of a word, without boundaries. @throws RangeError for a character that is not there */
  encode(word: string): Int32Array;
  /** Text of ids; boundaries are left out. @throws RangeError for an id that is not there */
  decode(ids: Iterable<number>): string;
}

/**
 * Gives each character of the words a number.
 *
 * @example
 * ```ts
 * import { charVocab } from '@zero-to-gpt/rnn';
 *
 * const vocab = charVocab(['ada', 'bob']);
 * [vocab.size, ...vocab.encode('dab')]; // → [5, 3, 1, 2]
 * ```
 * @throws RangeError for no character
 */
export function charVocab(words: Iterable<string>): CharVocab {
  const characters = [...new Set([...words].flatMap((word) => [...word]))].sort();
  if (characters.length === 0) throw new RangeError('Cannot make a vocabulary: there is no character in these words');
  const ids = new Map(characters.map((character, i) => [character, i + 1]));
  return {
    size: characters.length + 1,
    characters,
    boundary: 0,
    encode: (word) =>
      Int32Array.from(
        [...word].map((character) => {
          const id = ids.get(character);
          if (id === undefined)
            throw new RangeError(`Cannot encode ${JSON.stringify(word)}: no word had ${JSON.stringify(character)}`);
          return id;
        }),
      ),
    decode: (list) =>
      Array.from(list, (id) => {
        if (id === 0) return '';
        const character = characters[id - 1];
        if (character === undefined) throw new RangeError(`Cannot decode id ${id}: expected 0 to ${characters.length}`);
        return character;
      }).join(''),
  };
}
