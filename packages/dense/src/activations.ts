import { checkOptions, emptyLike, type NDArray, tidy } from '@zero-to-gpt/linalg';
import type { Layer, Parameter } from './layer.ts';
import { Saved } from './saved.ts';

const none: readonly Parameter[] = [];

/** max(0, x). Backward: dy where x was above 0, else 0 (and 0 at the corner itself). */
export class ReLU implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ y: NDArray }>('ReLU');

  forward(x: NDArray): NDArray {
    const y = x.relu();
    return this.#saved.keep({ y }, y);
  }
  backward(dy: NDArray): NDArray {
    // y is never below 0, so its sign is the gate
    return this.#saved.backward(dy, ({ y }) => dy.mul(y.sign()));
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}

/** 1/(1 + e⁻ˣ): any number becomes one between 0 and 1. Backward: dy · y(1 − y). */
export class Sigmoid implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ y: NDArray }>('Sigmoid');

  forward(x: NDArray): NDArray {
    const y = x.sigmoid();
    return this.#saved.keep({ y }, y);
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ y }) => dy.mul(y.sub(y.mul(y))));
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}

/** tanh(x), between −1 and 1. Backward: dy · (1 − y²). */
export class Tanh implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ y: NDArray }>('Tanh');

  forward(x: NDArray): NDArray {
    const y = x.tanh();
    return this.#saved.keep({ y }, y);
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ y }) => dy.sub(dy.mul(y.mul(y))));
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }
}

/** How `GELU` is computed. */
export interface GELUOptions {
  /** `tanh` as in GPT-2, or `none`: exact, by the error function. Default `tanh`. */
  approximate?: 'tanh' | 'none';
}

const ROOT = Math.sqrt(2 / Math.PI);
const CUBE = 0.044715;

/** x · Φ(x), Φ being the normal distribution's share below x: a ReLU with a round corner. Source: Hendrycks and Gimpel 2016. */
export class GELU implements Layer {
  readonly parameters: readonly Parameter[] = none;
  readonly #saved = new Saved<{ x: NDArray }>('GELU');
  readonly #approximate: 'tanh' | 'none';

  /** @throws RangeError for another way */
  constructor(options: GELUOptions = {}) {
    const { approximate = 'tanh' } = checkOptions('GELU', options, ['approximate']);
    if (approximate !== 'tanh' && approximate !== 'none')
      throw new RangeError(`Cannot approximate GELU by '${String(approximate)}': expected 'tanh' or 'none'`);
    this.#approximate = approximate;
  }

  forward(x: NDArray): NDArray {
    const y = emptyLike(x);
    if (this.#approximate === 'tanh' && x.device.kernels.activation?.('gelu', x, y)) return this.#saved.keep({ x }, y);
    y.dispose();
    return this.#saved.keep(
      { x },
      tidy(() => x.mul(this.#share(x))),
    );
  }
  backward(dy: NDArray): NDArray {
    return this.#saved.backward(dy, ({ x }) => {
      const dx = emptyLike(x);
      if (this.#approximate === 'tanh' && x.device.kernels.activationBackward?.('gelu', dy.contiguous(), x, dx))
        return dx;
      return dy.mul(this.#share(x).add(x.mul(this.#slope(x))));
    });
  }
  [Symbol.dispose](): void {
    this.#saved[Symbol.dispose]();
  }

  /** Φ(x). */
  #share(x: NDArray): NDArray {
    if (this.#approximate === 'none') return x.mul(Math.SQRT1_2).erf().add(1).mul(0.5);
    return inner(x).tanh().add(1).mul(0.5);
  }
  /** Φ′(x). */
  #slope(x: NDArray): NDArray {
    if (this.#approximate === 'none')
      return x
        .mul(x)
        .mul(-0.5)
        .exp()
        .mul(1 / Math.sqrt(2 * Math.PI));
    const t = inner(x).tanh();
    const one = t.mul(t).neg().add(1);
    return one
      .mul(
        x
          .mul(x)
          .mul(3 * CUBE)
          .add(1),
      )
      .mul(0.5 * ROOT);
  }
}

const inner = (x: NDArray): NDArray => x.mul(x.mul(x).mul(CUBE).add(1)).mul(ROOT);
