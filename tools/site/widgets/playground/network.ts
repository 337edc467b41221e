import { Dense, Descent, type Layer, mseLoss, ReLU, Sequential, Sigmoid, Tanh } from '@zero-to-gpt/dense';
import { array, type NDArray, Random, reference, tidy } from '@zero-to-gpt/linalg';
import { LinearRegression } from '@zero-to-gpt/linreg';
import type { Vector2 } from '../kit/vector.ts';
import type { BendName, SetName } from './names.ts';
import { pointsOf } from './points.ts';

// Comes when the piece is seen: it brings arrays and layers.

/** What a network is made with. */
export interface Plan {
  readonly set: SetName;
  readonly units: number;
  readonly bend: BendName;
  readonly rate: number;
  /** Draws the weights. */
  readonly seed: number;
}

/** Points to be told apart. */
export interface Task {
  readonly points: readonly (Vector2 & { readonly label: number })[];
  /** The best line's share of right answers, and its loss. */
  readonly line: Score;
  network(plan: Plan): Network;
}

/** How good answers are. */
export interface Score {
  readonly loss: number;
  /** Share of the points that are right. */
  readonly right: number;
}

/** A small network on its way. */
export interface Network extends Disposable {
  /** One step of descent with momentum, for all points at once. */
  step(): void;
  score(): Score;
  /** Whether each point is answered rightly. */
  correct(): readonly boolean[];
  /** The result at places of the plane: above one half it is class 1. */
  at(places: readonly (readonly [number, number])[]): ArrayLike<number>;
  /** Of each hidden unit the line a·x + b·y + c = 0 on which its sum is zero. */
  creases(): readonly (readonly [a: number, b: number, c: number])[];
  /** Units whose ReLU answers 0 to each point; 0 for other bends. */
  dead(): number;
}

/** The points of a set, as chapter 3 learns them: targets 0 and 1, squared error. */
export async function taskOf(set: SetName): Promise<Task> {
  const { x: places, y: labels } = pointsOf(set);
  const n = labels.size;
  const [x, target] = [await places.to(reference), await labels.astype('float32').reshape(n, 1).to(reference)]; // (n, 2), (n, 1)
  const truth = [...labels.toFlat()];
  const flat = places.toFlat();
  const scoreOf = (said: NDArray): Score =>
    tidy(() => {
      const right = [...said.toFlat()].filter((value, i) => Number(value > 0.5) === truth[i]).length / n;
      return { loss: mseLoss(said.reshape(n, 1), target).value.item(), right };
    });
  const line = new LinearRegression({ solver: 'lstsq' }).fit(x, target.reshape(n)).predict(x);
  return {
    points: truth.map((label, i) => ({ x: flat[2 * i]!, y: flat[2 * i + 1]!, label })),
    line: scoreOf(line),
    network: (plan) => networkOf(plan, x, target, truth, scoreOf),
  };
}

const makers: Readonly<Record<BendName, () => readonly Layer[]>> = {
  relu: () => [new ReLU()],
  tanh: () => [new Tanh()],
  sigmoid: () => [new Sigmoid()],
  none: () => [],
};

function networkOf(
  { units, bend, rate, seed }: Plan,
  x: NDArray,
  target: NDArray,
  truth: readonly number[],
  scoreOf: (said: NDArray) => Score,
): Network {
  const options = { random: new Random(seed), device: reference };
  const hidden = new Dense(2, units, options);
  const model = new Sequential(hidden, ...makers[bend](), new Dense(units, 1, options));
  const descent = new Descent(model.parameters, { lr: rate, momentum: 0.9 });
  return {
    step: () =>
      tidy(() => {
        model.backward(mseLoss(model.forward(x), target).gradient);
        descent.step();
      }),
    score: () => tidy(() => scoreOf(model.forward(x))),
    correct: () => tidy(() => [...model.forward(x).toFlat()].map((value, i) => Number(value > 0.5) === truth[i])),
    at: (places) => tidy(() => model.forward(array(places, { device: reference })).toFlat()),
    creases() {
      const [weights, biases] = [hidden.weight.value.toFlat(), hidden.bias!.value.toFlat()];
      return Array.from({ length: units }, (_, i) => [weights[2 * i]!, weights[2 * i + 1]!, biases[i]!] as const);
    },
    dead: () => (bend === 'relu' ? units - tidy(() => hidden.forward(x).max({ axis: 0 }).greater(0).sum().item()) : 0),
    [Symbol.dispose]() {
      descent[Symbol.dispose]();
      model[Symbol.dispose]();
    },
  };
}
