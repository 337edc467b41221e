import { type NDArray, zeros } from '@zero-to-gpt/linalg';

/** Slopes of the weights wi (H, I), wh (H, H) and the bias b (H). */
export interface Slopes {
  readonly wi: NDArray;
  readonly wh: NDArray;
  readonly b: NDArray;
}

/** Back through all steps: x (B, T, I), states (B, T + 1, H) with the first before step 0, wh (H, H), dLast (B, H). */
export function bptt(x: NDArray, states: NDArray, wh: NDArray, dLast: NDArray): Slopes {
  const [, T, I] = x.shape as [number, number, number];
  const H = wh.shape[0]!;
  // #region TODO from the last step to the first: delta, three parts to add, the slope one step back: about 12 lines
  let dh = dLast;
  let [forWi, forWh, forB] = [zeros([H, I]), zeros([H, H]), zeros([H])];
  for (let t = T - 1; t >= 0; t--) {
    const y = states.slice({}, t + 1);
    const before = states.slice({}, t);
    const delta = dh.mul(y.mul(y).mul(-1).add(1)); // (B, H)
    forWi = forWi.add(delta.mT.matmul(x.slice({}, t)));
    forWh = forWh.add(delta.mT.matmul(before));
    forB = forB.add(delta.sum({ axis: 0 }));
    dh = delta.matmul(wh);
  }
  return { wi: forWi, wh: forWh, b: forB };
  // #endregion
}
