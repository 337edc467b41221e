import { Tensor } from '@zero-to-gpt/autograd';
import { type Device, fromData, scope } from '@zero-to-gpt/linalg';
import { type ChainTask, type Link, links } from './chains.ts';

/** Our side of a chain: x → link → … → link → Σ y·w, differentiated by x and w. */
export class ChainSide implements Disposable {
  readonly #x: Tensor;
  readonly #w: Tensor;
  readonly #next: Link['next'];
  readonly #length: number;

  constructor({ name, length, x, w, shape }: ChainTask, device: Device) {
    const leaf = (values: readonly number[], of: readonly number[]) =>
      new Tensor(fromData(Float32Array.from(values), of, { device }), { requiresGrad: true });
    this.#x = leaf(x, [8, 8]);
    this.#w = leaf(w, shape);
    this.#next = links[name].next;
    this.#length = length;
  }

  /** The scalar at the end. */
  forward(): Tensor {
    let y = this.#x;
    for (let i = 0; i < this.#length; i++) y = this.#next(y, this.#w);
    return y.mul(this.#w).sum();
  }

  /** Once there and back. */
  step(): void {
    using _ = scope();
    this.#x.zeroGrad();
    this.#w.zeroGrad();
    this.forward().backward();
  }

  /** dL/dx and then dL/dw. */
  gradients(): number[] {
    this.step();
    return [this.#x, this.#w].flatMap(({ grad }) => Array.from(grad!.toFlat()));
  }

  /** Microseconds of the processor's time for `repeats` chains. */
  run(repeats: number): number {
    const start = process.cpuUsage();
    for (let i = 0; i < repeats; i++) this.step();
    const { user, system } = process.cpuUsage(start);
    return user + system;
  }

  /** Frees x and w with their gradients. */
  [Symbol.dispose](): void {
    this.#x.dispose();
    this.#w.dispose();
  }
}
