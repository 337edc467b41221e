import { Descent } from '@zero-to-gpt/dense';
import { type NDArray, tidy } from '@zero-to-gpt/linalg';
import { clipGradNorm } from '@zero-to-gpt/rnn';
import type { Workload, WorkloadName } from './workload.ts';

/** Training by hand that goes on step by step, as `fit` does it. */
export class Trainer {
  readonly #workload: Workload;
  readonly #descent: Descent;
  #step = 0;

  constructor(workload: Workload) {
    this.#workload = workload;
    const { lr, momentum } = workload;
    this.#descent = new Descent(workload.model.parameters, { lr, momentum });
  }

  /** One step: the loss before it. */
  step(): number {
    const { model, loss, batches, maxNorm } = this.#workload;
    const { x, y } = batches[this.#step++ % batches.length]!;
    return tidy(() => {
      const { value, gradient } = loss(model.forward(x), y);
      model.backward(gradient);
      if (maxNorm !== undefined) clipGradNorm(model.parameters, { maxNorm });
      this.#descent.step();
      return value.item();
    });
  }

  /** Milliseconds of the processor's time of a step, as the mean of the next few. */
  run(): number {
    const { steps } = this.#workload;
    const start = process.cpuUsage();
    for (let i = 0; i < steps; i++) this.step();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000 / steps;
  }

  /** Frees the model and its data. */
  [Symbol.dispose](): void {
    this.#descent[Symbol.dispose]();
    this.#workload.model[Symbol.dispose]();
    for (const { x, y } of this.#workload.batches) for (const array of [x, y]) array.dispose();
  }
}

/** A workload as JSON, for a peer to train the same: weights in order of the layers, batches, settings. */
export function sent(name: WorkloadName, { model, batches, lr, momentum, maxNorm }: Workload): object {
  const weights = model.parameters.map(({ value }) => plain(value));
  return { name, lr, momentum, maxNorm, weights, batches: batches.map(({ x, y }) => ({ x: plain(x), y: plain(y) })) };
}

function plain(x: NDArray): { shape: readonly number[]; dtype: string; values: number[] } {
  return { shape: x.shape, dtype: x.dtype, values: Array.from(x.toFlat()) };
}
