import type { NDArray, Random } from '@zero-to-gpt/linalg';

/** Zeros with the probability p and the rest larger by 1/(1 − p), in training only: any shape. */
export function dropout(x: NDArray, p: number, { training, random }: { training: boolean; random: Random }): NDArray {
  // #region TODO nothing in use; in training a mask and a factor: about 3 lines
  if (!training) return x;
  const stays = random.uniform(x.shape).greaterEqual(p).astype('float32');
  return x.mul(stays).div(1 - p);
  // #endregion
}
