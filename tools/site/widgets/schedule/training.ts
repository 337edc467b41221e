import { Linear, mseLoss, relu, Sequential, Tensor } from '@zero-to-gpt/autograd';
import { loadCars } from '@zero-to-gpt/dense/data/cars';
import { type NDArray, Random, reference, tidy } from '@zero-to-gpt/linalg';
import { LinearRegression, StandardScaler } from '@zero-to-gpt/linreg';
import { DataLoader, SGD } from '@zero-to-gpt/optim';
import type { Schedule } from '../kit/schedules.ts';

// Loaded at the first press: it brings arrays, tensors, optimizers and the cars. The run is that of lesson 5 of chapter 6.

/** What a run learns from. */
export interface Track {
  /** Loss of the best line, to compare with. */
  readonly line: number;
  start(seed: number, schedule: Schedule): Training;
}

/** A small network on its way. */
export interface Training extends Disposable {
  /** One batch of four cars, at the rate that the schedule has for it. */
  step(): void;
  /** Mean squared error on all cars. */
  loss(): number;
}

/** The cars of chapter 3: six columns that say something about miles per gallon, all of them standardised. */
export async function carTrack(): Promise<Track> {
  const cars = await loadCars();
  const standard = (table: NDArray): NDArray => new StandardScaler().fit(table).transform(table);
  const [x, y] = [await standard(cars.x).to(reference), await standard(cars.y).to(reference)]; // (392, 6), (392, 1)
  const target = y.reshape(-1);
  const line = new LinearRegression({ solver: 'lstsq' }).fit(x, target).predict(x).sub(target).pow(2).mean().item();
  return { line, start: (seed, schedule) => training(x, y, seed, schedule) };
}

function training(x: NDArray, y: NDArray, seed: number, schedule: Schedule): Training {
  const options = { random: new Random(seed), device: reference };
  const model = new Sequential(new Linear(6, 16, options), relu, new Linear(16, 1, options));
  const optimizer = new SGD(model.parameters(), { lr: schedule(0) });
  const rows = { length: x.shape[0]!, get: (row: number) => row };
  const batches = new DataLoader(rows, { batchSize: 4, collate: (batch) => batch, shuffle: true, seed, endless: true })[
    Symbol.iterator
  ]();
  let step = 0;
  return {
    step() {
      const batch = batches.next().value as number[]; // endless
      optimizer.lr = schedule(step);
      tidy(() => {
        mseLoss(model.forward(new Tensor(x.take(batch))), y.take(batch)).backward();
        optimizer.step();
        optimizer.zeroGrad();
      });
      step += 1;
    },
    loss: () => tidy(() => mseLoss(model.forward(new Tensor(x)), y).item()),
    [Symbol.dispose]() {
      optimizer[Symbol.dispose]();
      model[Symbol.dispose]();
    },
  };
}
