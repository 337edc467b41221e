import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { accuracy, crossEntropyLoss, Dense, fit, ReLU, Sequential } from '@zero-to-gpt/dense';
import { Conv2d, Flatten, MaxPool2d } from '@zero-to-gpt/dense/conv';
import { type FashionMNIST, readFashionMNIST } from '@zero-to-gpt/dense/data/fashion-mnist';
import { type NDArray, Random, scope, tidy } from '@zero-to-gpt/linalg';

/** How much of Fashion-MNIST is learned from, and for how long. */
export interface FashionOptions {
  /** The folder of the four files. */
  folder: string;
  seed: number;
  /** Training pictures, from the first. */
  samples: number;
  epochs: number;
  log(line: string): void;
}

/** Share of the 10,000 test pictures that a network of two convolutions names rightly. */
export function fashionAccuracy({ folder, seed, samples, epochs, log }: FashionOptions): number {
  using _ = scope();
  const random = new Random(seed);
  const [train, test] = [read(folder, 'train', samples), read(folder, 't10k')];
  using model = new Sequential(
    new Conv2d(1, 8, 3, { padding: 1, random }), // (B, 8, 28, 28)
    new ReLU(),
    new MaxPool2d(2), // (B, 8, 14, 14)
    new Conv2d(8, 16, 3, { padding: 1, random }), // (B, 16, 14, 14)
    new ReLU(),
    new MaxPool2d(2), // (B, 16, 7, 7)
    new Flatten(), // (B, 784)
    new Dense(784, 64, { random }),
    new ReLU(),
    new Dense(64, 10, { random }),
  );
  fit(model, train.x, train.y, {
    loss: crossEntropyLoss,
    lr: (epoch) => 0.05 * (1 - (0.95 * (epoch - 1)) / epochs),
    momentum: 0.9,
    epochs,
    batchSize: 32,
    random,
    onEpoch: ({ epoch, loss }) =>
      log(`  Fashion-MNIST, seed ${seed}, epoch ${epoch}: training loss ${loss.toFixed(3)}`),
  });
  return share(model, test);
}

/** In pieces: im2col of all pictures at once would need gigabytes. */
function share(model: Sequential, { x, y }: FashionMNIST): number {
  const size = 500;
  const n = x.shape[0]!;
  let right = 0;
  for (let start = 0; start < n; start += size) {
    const rows = { start, stop: Math.min(n, start + size) };
    right += tidy(() => (rows.stop - start) * accuracy(model.forward(x.slice(rows)), y.slice(rows)));
  }
  return right / n;
}

function read(folder: string, part: 'train' | 't10k', count?: number): { x: NDArray; y: NDArray } {
  const [images, labels] = ['images-idx3', 'labels-idx1'].map((name) =>
    gunzipSync(readFileSync(join(folder, `${part}-${name}-ubyte.gz`)), { maxOutputLength: 2 ** 26 }),
  ) as [Buffer, Buffer];
  return readFashionMNIST({ images, labels }, count === undefined ? {} : { count });
}
