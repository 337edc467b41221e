import type { NDArray } from '@zero-to-gpt/linalg';

/** State after a step: x (B, I), h (B, H), wi (3H, I), wh (3H, H), bi and bh (3H), blocks r, z, n → (B, H). */
export function gruStep(x: NDArray, h: NDArray, wi: NDArray, wh: NDArray, bi: NDArray, bh: NDArray): NDArray {
  const H = h.shape[1]!;
  /** Block k of rows (B, 3H). */
  const block = (all: NDArray, k: number): NDArray => all.slice({}, { start: k * H, stop: (k + 1) * H });
  // #region TODO shares of input and state, two gates, the new numbers, the mixture: about 6 lines
  const i = x.matmul(wi.mT).add(bi); // (B, 3H)
  const s = h.matmul(wh.mT).add(bh);
  const r = block(i, 0).add(block(s, 0)).sigmoid();
  const z = block(i, 1).add(block(s, 1)).sigmoid();
  const n = block(i, 2)
    .add(r.mul(block(s, 2)))
    .tanh();
  return n.mul(z.mul(-1).add(1)).add(z.mul(h));
  // #endregion
}
