import {
  accuracy,
  crossEntropyLoss,
  Dense,
  fit,
  type Layer,
  mseLoss,
  ReLU,
  Sequential,
  stratifiedSplit,
  Tanh,
} from '@zero-to-gpt/dense';
import { Conv2d, Flatten, MaxPool2d } from '@zero-to-gpt/dense/conv';
import { type Cars, loadCars } from '@zero-to-gpt/dense/data/cars';
import { loadPenguins, type Penguins } from '@zero-to-gpt/dense/data/penguins';
import { glyphDigits, type Labelled, twoMoons, xor } from '@zero-to-gpt/dense/data/shapes';
import { type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { LinearRegression, mseLoss as meanSquare, StandardScaler, trainTestSplit } from '@zero-to-gpt/linreg';

/** Where a demo writes, and from which seed it draws. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
  /** Of the splits, the first weights and the drawn digits. Default 1. */
  seed?: number;
}

/**
 * What dense networks can do that a line cannot: exclusive or, two moons, penguins, fuel consumption, and by convolution
 * drawn digits. Writes each result beside its baseline and returns them by name.
 */
export async function demo({ log, seed = 1 }: DemoOptions): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number): void => {
    numbers[name] = value;
    log(`${text.padEnd(56)}${value.toFixed(3)}`);
  };
  const penguins = await loadPenguins();
  const cars = await loadCars();
  tidy(() => {
    log('exclusive or and two moons: share of right answers');
    report('xorLine', 'exclusive or, one layer', solved(xor(), 0, seed));
    report('xor', 'exclusive or, 4 hidden units', solved(xor(), 4, seed));
    const moons = twoMoons(400, { noise: 0.1, random: new Random(seed) });
    report('moonsLine', 'two moons, one layer', solved(moons, 0, seed));
    report('moons', 'two moons, 16 hidden units', solved(moons, 16, seed));
  });
  tidy(() => {
    log('342 penguins of three species: test accuracy, mean of 5 splits');
    report('penguinsMost', 'always the most frequent species', mostFrequent(penguins.y));
    report('penguinsSoftmax', 'softmax regression', penguinAccuracy(penguins, 0, seed));
    report('penguinsHidden', '16 hidden units', penguinAccuracy(penguins, 16, seed));
  });
  tidy(() => {
    log('392 cars: test error in (miles per gallon)², mean of 5 splits');
    const { mean, line, hidden } = consumption(cars, seed);
    report('carsMean', 'always the mean', mean);
    report('carsLine', 'linear regression', line);
    report('carsHidden', '16 hidden units', hidden);
  });
  tidy(() => {
    log('1,000 drawn digits after training on 3,000: share of right answers');
    const { softmax, hidden, convolutions } = digits(seed);
    report('digitsSoftmax', 'softmax regression on the pixels', softmax);
    report('digitsHidden', '64 hidden units', hidden);
    report('digits', 'two convolutions', convolutions);
  });
  for (const x of [penguins.x, penguins.y, cars.x, cars.y]) x.dispose();
  return numbers;
}

/** Five splits of one seed: 0 … 4 for seed 1, 5 … 9 for seed 2. */
function fiveSplits<T>(seed: number, result: (random: Random) => T): T[] {
  return [0, 1, 2, 3, 4].map((k) => result(new Random(5 * (seed - 1) + k)));
}

/** `hidden` units between two layers; none makes one layer. */
function network(inputs: number, hidden: number, outputs: number, random: Random, bend: () => Layer): Layer {
  if (hidden === 0) return new Dense(inputs, outputs, { random });
  return new Sequential(new Dense(inputs, hidden, { random }), bend(), new Dense(hidden, outputs, { random }));
}

function solved({ x, y }: Labelled, hidden: number, seed: number): number {
  using model = network(2, hidden, 2, new Random(seed), () => new Tanh());
  fit(model, x, y, { loss: crossEntropyLoss, lr: 0.5, momentum: 0.9, epochs: 300 });
  return accuracy(model.forward(x), y);
}

function mostFrequent(y: NDArray): number {
  const labels = Array.from(y.toFlat());
  return Math.max(...[0, 1, 2].map((k) => labels.filter((label) => label === k).length)) / labels.length;
}

function penguinAccuracy({ x, y }: Penguins, hidden: number, seed: number): number {
  const found = fiveSplits(seed, (random) => {
    const { train, test } = stratifiedSplit(x, y, { testSize: 0.3, random });
    using scaler = new StandardScaler().fit(train.x);
    using model = network(4, hidden, 3, random, () => new ReLU());
    fit(model, scaler.transform(train.x), train.y, { loss: crossEntropyLoss, lr: 0.5, epochs: 300 });
    return accuracy(model.forward(scaler.transform(test.x)), test.y);
  });
  return meanOf(found);
}

function consumption({ x, y }: Cars, seed: number): { mean: number; line: number; hidden: number } {
  const found = fiveSplits(seed, (random) => {
    const { train, test } = trainTestSplit(x, y.reshape(-1), { testSize: 0.25, random });
    using scaler = new StandardScaler().fit(train.x);
    const [inputs, apart] = [scaler.transform(train.x), scaler.transform(test.x)];
    using linear = new LinearRegression({ solver: 'lstsq' }).fit(inputs, train.y);
    // targets of mean 0 and deviation 1: the first steps need not look for their size
    const [centre, spread] = [train.y.mean().item(), train.y.std().item()];
    const targets = train.y.sub(centre).div(spread).reshape(-1, 1);
    using model = network(6, 16, 1, random, () => new Tanh());
    fit(model, inputs, targets, { loss: mseLoss, lr: 0.1, momentum: 0.9, epochs: 300 });
    const predicted = model.forward(apart).reshape(-1).mul(spread).add(centre);
    return {
      mean: meanSquare(test.y.mul(0).add(centre), test.y),
      line: meanSquare(linear.predict(apart), test.y),
      hidden: meanSquare(predicted, test.y),
    };
  });
  return {
    mean: meanOf(found.map(({ mean }) => mean)),
    line: meanOf(found.map(({ line }) => line)),
    hidden: meanOf(found.map(({ hidden }) => hidden)),
  };
}

function digits(seed: number): { softmax: number; hidden: number; convolutions: number } {
  const random = new Random(seed);
  const [train, test] = [glyphDigits(3000, { random }), glyphDigits(1000, { random })];
  const share = (epochs: number, ...layers: Layer[]): number => {
    using model = new Sequential(...layers);
    const lr = (epoch: number): number => 0.05 * (1 - (epoch - 1) / epochs); // falls in a line
    fit(model, train.x, train.y, { loss: crossEntropyLoss, lr, momentum: 0.9, epochs, batchSize: 32, random });
    return accuracy(model.forward(test.x), test.y);
  };
  return {
    softmax: share(
      10,
      new Flatten(),
      network(256, 0, 10, random, () => new ReLU()),
    ),
    hidden: share(
      10,
      new Flatten(),
      network(256, 64, 10, random, () => new ReLU()),
    ),
    convolutions: share(
      6,
      new Conv2d(1, 8, 3, { padding: 1, random }), // (B, 8, 16, 16)
      new ReLU(),
      new MaxPool2d(2), // (B, 8, 8, 8)
      new Conv2d(8, 16, 3, { padding: 1, random }), // (B, 16, 8, 8)
      new ReLU(),
      new MaxPool2d(2), // (B, 16, 4, 4)
      new Flatten(), // (B, 256)
      new Dense(256, 10, { random }),
    ),
  };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
