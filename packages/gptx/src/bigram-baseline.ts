import { math } from '@zero-to-gpt/linalg';

/**
 * What counting pairs is worth: the mean of −log p(next | this), in nats per token, over the validation tokens,
 * where p comes from how often each pair stands in the training tokens, one added to every count so that
 * no pair is impossible. A model that reads more than one character back has to beat it.
 *
 * @param train - ids below `vocabSize`
 * @param validation - at least two ids below `vocabSize`
 */
export function bigramBaseline(train: ArrayLike<number>, validation: ArrayLike<number>, vocabSize: number): number {
  const pairs = new Float64Array(vocabSize * vocabSize).fill(1);
  const firsts = new Float64Array(vocabSize).fill(vocabSize);
  for (let i = 0; i + 1 < train.length; i++) {
    pairs[train[i]! * vocabSize + train[i + 1]!]! += 1;
    firsts[train[i]!]! += 1;
  }
  const seen = new Float64Array(vocabSize * vocabSize);
  for (let i = 0; i + 1 < validation.length; i++) seen[validation[i]! * vocabSize + validation[i + 1]!]! += 1;
  let sum = 0;
  for (let i = 0; i < seen.length; i++) {
    if (seen[i]! > 0) sum -= seen[i]! * math.log(pairs[i]! / firsts[Math.floor(i / vocabSize)]!);
  }
  return sum / (validation.length - 1);
}
