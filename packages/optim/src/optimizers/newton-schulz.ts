import { checkOptions, emptyLike, type NDArray, tidy } from '@zero-to-gpt/linalg';

/** Coefficients of the polynomial a·s + b·s³ + c·s⁵ that takes singular values to about 1 (Jordan et al. 2024, Muon). */
const [A, B, C] = [3.4445, -4.775, 2.0315];

/** Options of `newtonSchulz`. */
export interface NewtonSchulzOptions {
  /** How many times the polynomial is applied. */
  readonly steps?: number;
  /** Added to the norm that the matrix is divided by at first. */
  readonly eps?: number;
}

/**
 * The matrix with the same singular vectors, and singular values of about 1 (0.7 to 1.2): x (M, N) → (M, N).
 * X = x / (‖x‖ + eps), then `steps` times X = a·X + (b·G + c·G²)·X with G = X·Xᵀ; a tall matrix is worked on transposed.
 * One kernel where the device has it.
 * @throws RangeError unless x is a matrix
 */
export function newtonSchulz(x: NDArray, options: NewtonSchulzOptions = {}): NDArray {
  const { steps = 5, eps = 1e-7 } = checkOptions('newtonSchulz', options, ['steps', 'eps']);
  if (x.ndim !== 2) throw new RangeError(`Cannot orthogonalise [${x.shape}]: expected a matrix`);
  if (x.device.kernels.newtonSchulz) {
    const out = emptyLike(x);
    if (x.device.kernels.newtonSchulz(x, out, { steps, eps })) return out;
    out.dispose();
  }
  const tall = x.shape[0]! > x.shape[1]!;
  return tidy(() => {
    const norm = x.mul(x).sum().sqrt().add(eps);
    let X = (tall ? x.mT : x).div(norm);
    for (let step = 0; step < steps; step++) {
      const before = X;
      X = tidy(() => {
        const G = before.matmul(before.mT);
        return before.mul(A).add(G.mul(B).add(G.matmul(G).mul(C)).matmul(before));
      });
      before.dispose();
    }
    return tall ? X.mT : X;
  });
}
