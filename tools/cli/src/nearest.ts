import { distance } from 'fastest-levenshtein';

/** The word of a list that a misspelt one most likely meant; undefined where none is near. */
export function nearest(word: string, words: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of words) {
    const steps = distance(word.toLowerCase(), candidate.toLowerCase());
    if (steps < least) [best, least] = [candidate, steps];
  }
  return best !== undefined && least <= Math.max(2, Math.floor(word.length / 2)) ? best : undefined;
}

/** `: did you mean X?`, or nothing where no word is near. */
export function didYouMean(word: string, words: readonly string[]): string {
  const near = nearest(word, words);
  return near === undefined ? '' : `: did you mean ${near}?`;
}
