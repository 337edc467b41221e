import { fashionMNIST } from '@zero-to-gpt/build/needs';
import { demo as dense } from '@zero-to-gpt/dense/demo';
import { demo as rnn } from '@zero-to-gpt/rnn/demo';
import { fashionAccuracy } from './fashion-mnist.ts';

/** A number over seeds. */
interface Figure {
  readonly mean: number;
  /** Standard deviation, with n − 1 in the denominator; 0 for one seed. */
  readonly spread: number;
  /** In the order of the seeds. */
  readonly values: readonly number[];
}

/** What the run found. */
export interface NetworksByHand {
  readonly seeds: readonly number[];
  /** The demos' numbers by name: `dense` of chapter 3, `rnn` of chapter 4. */
  readonly demos: Readonly<Record<string, Figure>>;
  readonly fashionMNIST: Figure & {
    readonly seeds: readonly number[];
    readonly samples: number;
    readonly epochs: number;
  };
}

/** Lowest and highest that the mean over the seeds may be, or the name of a baseline that it must be below. */
const goals: Readonly<Record<string, readonly [least: number, most: number | string]>> = {
  xor: [1, 1],
  moons: [1, 1],
  penguinsSoftmax: [0.975, 1],
  penguinsHidden: [0.975, 1],
  carsHidden: [0, 'carsLine'],
  digits: [0.97, 1],
  namesRnn: [0, 2.18],
  namesGru: [0, 2.09],
  weatherGru: [0, 7.78],
  birthsGru: [0, 'birthsLastWeek'],
};

/**
 * The demos of chapters 3 and 4 from five seeds, and Fashion-MNIST from three: means must meet the goals. The short form
 * has one seed, the demos' own tests in place of the demos, and a sixth of Fashion-MNIST.
 */
export async function long({ log, short }: { log(line: string): void; short: boolean }): Promise<NetworksByHand> {
  const seeds = short ? [1] : [1, 2, 3, 4, 5];
  const runs: Record<string, number>[] = [];
  for (const seed of short ? [] : seeds) {
    const quiet = { log: () => {}, seed };
    runs.push({ ...(await dense(quiet)), ...(await rnn(quiet)) });
    log(`seed ${seed}: ${JSON.stringify(runs.at(-1))}`);
  }
  const size = short ? { samples: 10_000, epochs: 5 } : { samples: 60_000, epochs: 4 };
  const three = seeds.slice(0, 3);
  const shares = three.map((seed) => fashionAccuracy({ folder: fashionMNIST, seed, ...size, log }));
  const names = Object.keys(runs[0] ?? {});
  const demos = Object.fromEntries(names.map((name) => [name, figure(runs.map((run) => run[name]!))]));
  const result = { seeds, demos, fashionMNIST: { ...figure(shares), seeds: three, ...size } };
  check(result, short ? 0.85 : 0.88, log);
  return result;
}

/** @throws Error that names every goal which was missed */
function check({ demos, fashionMNIST: fashion }: NetworksByHand, least: number, log: (line: string) => void): void {
  const missed: string[] = [];
  for (const [name, { mean, spread }] of Object.entries(demos)) {
    log(`${name}: ${mean.toFixed(4)} ± ${spread.toFixed(4)}`);
    const [low, high] = goals[name] ?? [-Infinity, Infinity];
    const most = typeof high === 'string' ? demos[high]!.mean : high;
    if (!(mean >= low && mean <= most)) missed.push(`${name} is ${mean}, wanted ${low} to ${most}`);
  }
  log(`Fashion-MNIST: ${fashion.mean.toFixed(4)} ± ${fashion.spread.toFixed(4)}`);
  if (!(fashion.mean >= least)) missed.push(`Fashion-MNIST is ${fashion.mean}, wanted ${least} at least`);
  if (missed.length > 0) throw new Error(`Cannot meet the goals: ${missed.join('; ')}`);
}

function figure(values: readonly number[]): Figure {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0);
  return { mean, spread: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : 0, values };
}
