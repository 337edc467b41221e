const word = /\p{L}{2,}(?:['’]\p{L}+)*/gu;

/** The words of a text: two or more letters in a row, with apostrophes inside, in lower case. One letter alone says nothing: any text has them all. */
export function wordsOf(text: string): string[] {
  return (text.match(word) ?? []).map((found) => found.toLowerCase());
}

/**
 * Share of the words in `sample`, each as often as it occurs, that `known` holds: 0 to 1, and 0 where there is no word.
 * The last word is left out where the sample ends inside it.
 */
export function knownWords(sample: string, known: ReadonlySet<string>): number {
  const words = wordsOf(sample.replace(/[\p{L}'’]+$/u, ''));
  return words.length === 0 ? 0 : words.filter((found) => known.has(found)).length / words.length;
}
