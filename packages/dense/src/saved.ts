import { type NDArray, tidy, unscoped } from '@zero-to-gpt/linalg';

/** What a layer keeps from `forward` for `backward`: arrays by name, outside all scopes. */
export class Saved<T extends Readonly<Record<string, NDArray>>> implements Disposable {
  readonly #layer: string;
  #kept: T | null = null;
  #expected: readonly number[] = [];

  /** `layer` is named in errors. */
  constructor(layer: string) {
    this.#layer = layer;
  }

  /** Keeps handles of its own on the arrays, in place of the last ones. `y` is the result, whose shape dy must have. */
  keep<Y extends NDArray>(arrays: T, y: Y): Y {
    this[Symbol.dispose]();
    this.#expected = y.shape;
    this.#kept = unscoped(() => {
      const kept: Record<string, NDArray> = {};
      for (const name in arrays) kept[name] = arrays[name]!.view();
      return kept as T; // same keys
    });
    return y;
  }

  /** The slopes that `rule` finds from dy and what was kept, which is freed. */
  backward(dy: NDArray, rule: (kept: T) => NDArray): NDArray {
    if (this.#kept === null)
      throw new Error(`Cannot go backward through ${this.#layer}: call forward first, once for each backward`);
    if (`${dy.shape}` !== `${this.#expected}`)
      throw new RangeError(
        `Cannot go backward through ${this.#layer}: dy is [${dy.shape}], expected the result's shape [${this.#expected}]`,
      );
    const kept = this.#kept;
    const dx = tidy(() => rule(kept));
    this[Symbol.dispose]();
    return dx;
  }

  /** Frees what is kept. */
  [Symbol.dispose](): void {
    for (const name in this.#kept) this.#kept[name]!.dispose();
    this.#kept = null;
  }
}
