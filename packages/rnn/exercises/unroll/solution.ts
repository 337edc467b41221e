import { type NDArray, stack, zeros } from '@zero-to-gpt/linalg';

/** One step: x (B, I), h (B, H) → (B, H). */
function step(x: NDArray, h: NDArray, wi: NDArray, wh: NDArray, b: NDArray): NDArray {
  return x.matmul(wi.mT).add(h.matmul(wh.mT)).add(b).tanh();
}

/** States after every step: x (B, T, I) → (B, T, H), with wi (H, I), wh (H, H), b (H). */
export function unroll(x: NDArray, wi: NDArray, wh: NDArray, b: NDArray): NDArray {
  const [B, T] = x.shape as [number, number, number];
  const H = wh.shape[0]!;
  // #region TODO a state, a loop over t, a list of states: about 6 lines
  let h = zeros([B, H]);
  const states: NDArray[] = [];
  for (let t = 0; t < T; t++) {
    h = step(x.slice({}, t), h, wi, wh, b);
    states.push(h);
  }
  return stack(states, { axis: 1 });
  // #endregion
}
