import type { AdamWEntry, Device, DType, NDArray, Storage, View } from '@zero-to-gpt/linalg';
import { rowMajor, sizeOf } from '@zero-to-gpt/linalg';
import type { Workload } from '../training.ts';

/** Every array of a training step, made once: a step allocates nothing. */
export class PlannedBuffers implements Disposable {
  /** Weights, gradients and moments, by the names of the model's state dict. */
  readonly parameters: ReadonlyMap<string, AdamWEntry>;
  /** What each block leaves for the way back. */
  readonly blocks: readonly BlockBuffers[];
  /** Norm before the head. */
  readonly last: NormBuffers;
  readonly ids: View;
  readonly targets: View;
  readonly embedded: View;
  readonly logits: View;
  readonly dlogits: View;
  readonly logSumExp: View;
  readonly losses: View;
  readonly dlosses: View;
  readonly loss: View;
  readonly gradNorm: View;
  /** Gradient of the stream between the blocks. */
  readonly dx: View;
  /** Gradients of width C, 3C and 4C that live for a few calls. */
  readonly dc: View;
  readonly dnormed: View;
  readonly d3c: View;
  readonly d4c: View;
  readonly #device: Device;
  readonly #storages: Storage[] = [];

  constructor(
    { vocabSize: V, blockSize: T, nLayer, nHead: H, nEmbd: C, batchSize: B }: Workload,
    { device, weights }: { device: Device; weights: ReadonlyMap<string, NDArray> },
  ) {
    this.#device = device;
    const N = B * T;
    const like = ({ shape }: { shape: readonly number[] }) => this.#make(shape);
    this.parameters = new Map(
      [...weights].map(([name, weight]) => {
        const value = like(weight);
        device.copy(weight, value);
        return [name, { value, grad: like(weight), m: like(weight), v: like(weight) }];
      }),
    );
    const norm = (): NormBuffers => ({ x: this.#make([N, C]), y: this.#make([N, C]), ...this.#rows(N) });
    this.blocks = Array.from({ length: nLayer }, () => ({
      ln1: norm(),
      qkv: this.#make([N, 3 * C]),
      attended: this.#make([N, C]),
      logSumExp: this.#make([B, H, T]),
      ln2: norm(),
      hidden: this.#make([N, 4 * C]),
      activated: this.#make([N, 4 * C]),
    }));
    this.last = norm();
    [this.ids, this.targets] = [this.#make([N], 'int32'), this.#make([N], 'int32')];
    this.embedded = this.#make([N, C]);
    [this.logits, this.dlogits] = [this.#make([N, V]), this.#make([N, V])];
    [this.logSumExp, this.losses, this.dlosses] = [this.#make([N]), this.#make([N]), this.#make([N])];
    [this.loss, this.gradNorm] = [this.#make([1]), this.#make([1])];
    [this.dx, this.dc, this.dnormed] = [this.#make([N, C]), this.#make([N, C]), this.#make([N, C])];
    [this.d3c, this.d4c] = [this.#make([N, 3 * C]), this.#make([N, 4 * C])];
  }

  [Symbol.dispose](): void {
    for (const storage of this.#storages) this.#device.free(storage);
  }

  #rows(N: number): { mean: View; rstd: View } {
    return { mean: this.#make([N]), rstd: this.#make([N]) };
  }

  #make(shape: readonly number[], dtype: DType = 'float32'): View {
    const storage = this.#device.alloc(dtype, sizeOf(shape));
    this.#storages.push(storage);
    return { storage, shape, strides: rowMajor(shape), offset: 0 };
  }
}

/** A layer norm's input, result and statistics. */
export interface NormBuffers {
  readonly x: View;
  readonly y: View;
  readonly mean: View;
  readonly rstd: View;
}

/** One block's. */
export interface BlockBuffers {
  readonly ln1: NormBuffers;
  readonly qkv: View;
  readonly attended: View;
  readonly logSumExp: View;
  readonly ln2: NormBuffers;
  readonly hidden: View;
  readonly activated: View;
}

/** The same elements in another shape: `x` lies in row-major order. */
export function shaped(x: View, ...shape: number[]): View {
  return { ...x, shape, strides: rowMajor(shape) };
}

/** Heads of one of `parts` arrays that lie side by side in the rows of `x`: (N, parts·C) → (B, H, T, D). */
export function heads(
  x: View,
  { part = 0, parts = 1, blockSize: T, nHead: H, nEmbd: C, batchSize: B }: Workload & { part?: number; parts?: number },
): View {
  const [row, D] = [parts * C, C / H];
  return { storage: x.storage, offset: x.offset + part * C, shape: [B, H, T, D], strides: [T * row, D, row, 1] };
}
