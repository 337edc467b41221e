import { crossEntropyLoss, Dense, type Layer, type Loss, mseLoss, ReLU, Sequential, Tanh } from '@zero-to-gpt/dense';
import { Conv2d, Flatten, MaxPool2d } from '@zero-to-gpt/dense/conv';
import { loadCars } from '@zero-to-gpt/dense/data/cars';
import { loadPenguins } from '@zero-to-gpt/dense/data/penguins';
import { glyphDigits } from '@zero-to-gpt/dense/data/shapes';
import { type Device, fromData, type NDArray, Random } from '@zero-to-gpt/linalg';
import { charVocab, GRU, perStep, RNN, wordArrays } from '@zero-to-gpt/rnn';
import { loadNames } from '@zero-to-gpt/rnn/data/names';

/** Samples that one step learns from. */
export interface Samples {
  readonly x: NDArray;
  readonly y: NDArray;
}

/** A model of the demos of chapters 3 and 4 with its data. */
export interface Workload {
  readonly model: Layer;
  readonly loss: (prediction: NDArray, target: NDArray) => Loss;
  /** Steps take them in turn. */
  readonly batches: readonly Samples[];
  readonly lr: number;
  readonly momentum: number;
  /** Longest that all slopes together may be. */
  readonly maxNorm?: number;
  /** Steps of one measurement: a tenth of a second or so. */
  readonly steps: number;
}

/** Makes each workload on a device, from seed 1. */
export const workloads = {
  /** Three species from four measurements, all samples at once. */
  async penguins(device: Device): Promise<Workload> {
    const { x, y } = await loadPenguins();
    const random = new Random(1);
    const options = { random, device };
    const model = new Sequential(new Dense(4, 16, options), new ReLU(), new Dense(16, 3, options));
    const batches = [{ x: moved(standardised(x), device), y: moved(y, device) }];
    return { model, loss: crossEntropyLoss, batches, lr: 0.5, momentum: 0, steps: 300 };
  },
  /** Fuel consumption from six numbers, all samples at once. */
  async cars(device: Device): Promise<Workload> {
    const { x, y } = await loadCars();
    const options = { random: new Random(1), device };
    const model = new Sequential(new Dense(6, 16, options), new Tanh(), new Dense(16, 1, options));
    const batches = [{ x: moved(standardised(x), device), y: moved(standardised(y), device) }];
    return { model, loss: mseLoss, batches, lr: 0.1, momentum: 0.9, steps: 300 };
  },
  /** First names by a plain recurrent network of 96, 32 names a step. */
  'names-rnn': (device: Device): Promise<Workload> => names('rnn', device),
  /** The same by GRU. */
  'names-gru': (device: Device): Promise<Workload> => names('gru', device),
  /** Drawn digits by two convolutions, 32 a step. */
  async 'glyph-cnn'(device: Device): Promise<Workload> {
    const random = new Random(1);
    const options = { random, device };
    const { x, y } = glyphDigits(8 * 32, { random });
    const model = new Sequential(
      new Conv2d(1, 8, 3, { padding: 1, ...options }),
      new ReLU(),
      new MaxPool2d(2),
      new Conv2d(8, 16, 3, { padding: 1, ...options }),
      new ReLU(),
      new MaxPool2d(2),
      new Flatten(),
      new Dense(256, 10, options),
    );
    return { model, loss: crossEntropyLoss, batches: cut(x, y, device), lr: 0.05, momentum: 0.9, steps: 10 };
  },
} as const;

/** Their names. */
export type WorkloadName = keyof typeof workloads;

async function names(kind: 'rnn' | 'gru', device: Device): Promise<Workload> {
  const options = { random: new Random(1), device };
  const all = await loadNames();
  const vocab = charVocab(all);
  const chosen = Array.from(options.random.permutation(all.length).subarray(0, 8 * 32), (i) => all[i]!);
  const { x, y } = wordArrays(chosen, vocab);
  const hidden = 96;
  const recurrent = new { rnn: RNN, gru: GRU }[kind](vocab.size, hidden, options);
  const model = new Sequential(recurrent, new Dense(hidden, vocab.size, options));
  const loss = perStep(crossEntropyLoss);
  return { model, loss, batches: cut(x, y, device), lr: 0.1, momentum: 0.9, maxNorm: 1, steps: 5 };
}

/** Columns of mean 0 and deviation 1. */
function standardised(x: NDArray): NDArray {
  return x.sub(x.mean({ axis: 0 })).div(x.std({ axis: 0 }));
}

/** Batches of 32. */
function cut(x: NDArray, y: NDArray, device: Device): Samples[] {
  return Array.from({ length: x.shape[0]! / 32 }, (_, i) => {
    const rows = { start: 32 * i, stop: 32 * (i + 1) };
    return { x: moved(x.slice(rows), device), y: moved(y.slice(rows), device) };
  });
}

/** A copy on another device of the host. */
function moved(x: NDArray, device: Device): NDArray {
  return fromData(x.toFlat(), x.shape, { device });
}
