import { math } from '@zero-to-gpt/linalg';

/** An id by the odds softmax(scores / temperature): the one on whose stretch of the line from 0 to 1 the number u falls. */
export function draw(scores: readonly number[], temperature: number, u: number): number {
  // #region TODO the highest score, weights, a walk along the line: about 8 lines
  const most = Math.max(...scores);
  if (temperature === 0) return scores.indexOf(most);
  const weights = scores.map((score) => math.exp((score - most) / temperature));
  let rest = u * weights.reduce((sum, weight) => sum + weight, 0);
  for (const [id, weight] of weights.entries()) {
    rest -= weight;
    if (rest < 0) return id;
  }
  return scores.length - 1;
  // #endregion
}
