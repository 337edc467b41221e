import { Parameter, Tensor } from '@zero-to-gpt/autograd';
import type { Measure } from '@zero-to-gpt/build/bench';
import { type Device, Random, reference, scope } from '@zero-to-gpt/linalg';
import { Dropout } from '@zero-to-gpt/optim';
import type { Section } from './section.ts';

/** Rows and width of what chapter 6's networks drop from. */
const shape = [512, 256] as const;
const size = shape[0] * shape[1];
const p = 0.1;
const unit = 'ns/element';

/**
 * Seeded draws, one thread, in nanoseconds an element: uniform numbers against the same in plain loops, and against
 * TensorFlow.js and jax-js; dropout there and back against these. Philox4x32-10 takes 4 cycles a number at least with
 * 128-bit registers (linalg/src/cpu/wasm/philox.ts counts them): 1.05 ns at 3.7 GHz, twice that there and back.
 */
export async function random(section: Section): Promise<void> {
  const { peers } = section;
  const device = section.device(1);
  const sides = { uniform: () => uniform(device), dropout: () => new DropoutSide(device) };
  await section.row(
    'uniform.1t/js',
    () => {
      const [ours, loops] = [uniform(device), uniform(reference)];
      return { ours: () => ours.run(20), peer: () => loops.run(2) };
    },
    { unit },
  );
  for (const name of ['uniform', 'dropout'] as const) {
    const row = (peer: string, other: Measure) =>
      section.row(
        `${name}.1t/${peer}`,
        () => {
          const ours = sides[name]();
          return { ours: () => ours.run(20), peer: other, close: () => ours[Symbol.dispose]?.() };
        },
        { unit },
      );
    await row('tfjs-wasm', peers.npm('tfjs', name, { shape, p, repeats: 10 }));
    await row('jax-js', peers.npm('jax', name, { shape, p, repeats: 10 }));
  }
}

/** What is measured. */
interface Side extends Partial<Disposable> {
  /** Nanoseconds an element, as the mean of so many calls. */
  run(repeats: number): number;
}

function uniform(device: Device): Side {
  const stream = new Random(1);
  return {
    run: (repeats) =>
      perElement(repeats, () => {
        using _ = stream.uniform(shape, { device });
      }),
  };
}

/** Dropout of x, times dy, summed: forward and backward. */
class DropoutSide implements Side {
  readonly #x: Parameter;
  readonly #dy: Tensor;
  readonly #layer = new Dropout(p, { random: new Random(2) });

  constructor(device: Device) {
    const of = (seed: number) => new Random(seed).uniform(shape, { low: -3, high: 3, device });
    this.#x = new Parameter(of(3));
    this.#dy = new Tensor(of(4));
  }

  run(repeats: number): number {
    return perElement(repeats, () => {
      using _ = scope();
      this.#x.zeroGrad();
      this.#layer.forward(this.#x).mul(this.#dy).sum().backward();
    });
  }

  [Symbol.dispose](): void {
    this.#x.dispose();
    this.#dy.dispose();
  }
}

function perElement(repeats: number, run: () => void): number {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) run();
  return ((performance.now() - start) * 1e6) / repeats / size;
}
