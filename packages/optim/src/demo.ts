import { Linear, Module, mseLoss, Parameter, Tensor, tensor } from '@zero-to-gpt/autograd';
import { array, type NDArray, Random, scope, tidy } from '@zero-to-gpt/linalg';
import { loadWeather, type WeatherDay } from '@zero-to-gpt/linalg/data/weather';
import {
  AdamW,
  clipGradNorm,
  cosineSchedule,
  DataLoader,
  Dropout,
  decayGroups,
  LayerNorm,
  RandomSampler,
  SGD,
} from '@zero-to-gpt/optim';

/** Where a demo writes, and from which seed it draws. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
  /** Of the first weights, the batches and what is dropped. Default 1. */
  seed?: number;
  /** A look that takes a second: one net in place of three, and a quarter of the steps. Default false. */
  short?: boolean;
}

/**
 * What a better way downhill is worth: steps through a narrow valley, a net of twenty layers that learns or does not, and a
 * net with more weights than days, with and without what keeps it honest. Writes each result beside its baseline and
 * returns them by name.
 */
export async function demo({ log, seed = 1, short = false }: DemoOptions): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number, digits = 3): void => {
    numbers[name] = value;
    log(`${text.padEnd(56)}${value.toFixed(digits)}`);
  };
  log('a valley a hundred times as steep as it is long: steps until the loss is a millionth of the first');
  report(
    'valleySGD',
    'SGD',
    stepsThroughValley((p) => new SGD([p], { lr: 0.019 })),
    0,
  );
  report(
    'valleyMomentum',
    'SGD with momentum 0.9',
    stepsThroughValley((p) => new SGD([p], { lr: 0.019, momentum: 0.9 })),
    0,
  );
  report(
    'valleyAdamW',
    'AdamW',
    stepsThroughValley((p) => new AdamW([p], { lr: 0.5, weightDecay: 0 })),
    0,
  );

  const { rows } = await loadWeather({ location: 'Seattle' });
  tidy(() => {
    const seeds = Array.from({ length: short ? 1 : 3 }, (_, i) => 10 * seed + i);
    const mean = (f: (seed: number) => number): number => seeds.reduce((sum, each) => sum + f(each), 0) / seeds.length;
    const days = weatherDays(rows);
    const deep = short ? 60 : 200;
    log(
      `twenty layers of 16 units, tomorrow's temperature, ${deep} steps of AdamW: error in °C² on the days learnt from`,
    );
    report('deepMean', 'always the mean', days.mean.learnt);
    report(
      'deepPlain',
      'layer on layer',
      mean((each) => deepNet(days, each, deep, false)),
    );
    report(
      'deepResidual',
      'with norms and residuals',
      mean((each) => deepNet(days, each, deep, true)),
    );

    const steps = short ? 200 : 600;
    log(
      `64 hidden units learn from 52 days, too few to beat the first line, ${steps} steps: error in °C² on 219 days later`,
    );
    report('persistence', 'tomorrow is as today', days.persistence);
    report(
      'wide',
      'AdamW',
      mean((each) => wideNet(days, each, steps, { decay: 0, drop: 0 })),
    );
    report(
      'wideDecay',
      'with decay 1',
      mean((each) => wideNet(days, each, steps, { decay: 1, drop: 0 })),
    );
    report(
      'wideDropout',
      'with dropout 0.3',
      mean((each) => wideNet(days, each, steps, { decay: 0, drop: 0.3 })),
    );
    report(
      'wideBoth',
      'with both',
      mean((each) => wideNet(days, each, steps, { decay: 1, drop: 0.3 })),
    );
  });
  return numbers;
}

/** Steps on ½(x² + 100y²) from (10, 1). */
function stepsThroughValley(make: (p: Parameter) => SGD | AdamW): number {
  using _ = scope();
  const p = new Parameter(array([10, 1]));
  using optimizer = make(p);
  const steepness = tensor([1, 100]);
  let [first, now, steps] = [Number.NaN, Number.NaN, 0];
  for (; !(now < 1e-6 * first) && steps < 5000; steps++) {
    using _ = scope();
    const loss = p.mul(p).mul(steepness).sum().div(2);
    now = loss.item();
    if (steps === 0) first = now;
    optimizer.zeroGrad();
    loss.backward();
    optimizer.step();
  }
  p.dispose();
  return steps - 1;
}

interface Days {
  /** Standardised features and targets of a range of days. */
  part(start: number, stop: number): { x: NDArray; y: NDArray };
  /** Every twentieth of the days to learn from. */
  readonly few: { x: NDArray; y: NDArray };
  /** °C² of one unit of loss. */
  readonly unit: number;
  readonly mean: { readonly learnt: number };
  readonly persistence: number;
  readonly cuts: { readonly learnt: number; readonly test: number; readonly end: number };
}

/** Today's highest and lowest temperature, rain and wind; tomorrow's highest temperature. */
function weatherDays(rows: readonly WeatherDay[]): Days {
  const n = rows.length - 1;
  const [learnt, test] = [Math.floor(0.7 * n), Math.floor(0.85 * n)];
  const x = array(rows.slice(0, n).map((day) => [day.temp_max, day.temp_min, day.precipitation, day.wind]));
  const y = array(rows.slice(1).map((day) => [day.temp_max]));
  const past = { stop: learnt };
  const scaled = (all: NDArray): NDArray => {
    const seen = all.slice(past);
    return all.sub(seen.mean({ axis: 0 })).div(seen.std({ axis: 0 }));
  };
  const spread = y.slice(past).std().item();
  const unit = spread * spread;
  const [sx, sy] = [scaled(x), scaled(y)];
  const asToday = x.slice({ start: test }, { stop: 1 }).sub(y.slice({ start: test }));
  return {
    part: (start, stop) => ({ x: sx.slice({ start, stop }), y: sy.slice({ start, stop }) }),
    few: { x: sx.slice({ stop: learnt, step: 20 }), y: sy.slice({ stop: learnt, step: 20 }) },
    unit,
    mean: { learnt: unit },
    persistence: asToday.mul(asToday).mean().item(),
    cuts: { learnt, test, end: n },
  };
}

/** Features in, norm and tanh in between, one number out. */
class Net extends Module {
  readonly first: Linear;
  readonly layers: readonly Linear[];
  readonly norms: readonly LayerNorm[];
  readonly dropout: Dropout;
  readonly last: Linear;
  readonly residual: boolean;

  constructor(
    { width, depth, residual, drop }: { width: number; depth: number; residual: boolean; drop: number },
    random: Random,
  ) {
    super();
    this.first = new Linear(4, width, { random });
    this.layers = Array.from({ length: depth }, () => new Linear(width, width, { random }));
    this.norms = residual ? this.layers.map(() => new LayerNorm(width)) : [];
    this.dropout = new Dropout(drop, { random: random.split('dropout') });
    this.last = new Linear(width, 1, { random });
    this.residual = residual;
  }
  override forward(x: Tensor): Tensor {
    let h = this.first.forward(x).tanh();
    for (const [i, layer] of this.layers.entries())
      h = this.residual ? h.add(layer.forward(this.norms[i]!.forward(h)).tanh()) : layer.forward(h).tanh();
    return this.last.forward(this.dropout.forward(h));
  }
}

interface Fit {
  readonly steps: number;
  readonly lr: number;
  readonly decay: number;
}

/** Batches of 50 days, gradients at most 1 long, a short warm-up, then a cosine for the rate. */
function fit(net: Net, { x, y }: { x: NDArray; y: NDArray }, { steps, lr, decay }: Fit, seed: number): void {
  const n = x.shape[0]!;
  const data = new DataLoader(
    { length: n, get: (index) => index },
    {
      batchSize: 50,
      sampler: new RandomSampler(n, { seed }),
      endless: true,
      collate: (rows) => array(rows, { dtype: 'int32' }),
    },
  );
  using optimizer = new AdamW(decayGroups(net, { weightDecay: decay }), { lr });
  const schedule = cosineSchedule({ lr, minLr: lr / 20, warmupSteps: Math.round(steps / 20), steps });
  const batches = data[Symbol.iterator]();
  for (let step = 0; step < steps; step++) {
    using _ = scope();
    const { value: rows } = batches.next();
    if (!rows) return;
    const loss = mseLoss(net.forward(new Tensor(x.take(rows))), new Tensor(y.take(rows)));
    optimizer.zeroGrad();
    loss.backward();
    clipGradNorm(net.parameters(), { maxNorm: 1 });
    optimizer.lr = schedule(step);
    optimizer.step();
  }
}

function error(net: Net, { x, y }: { x: NDArray; y: NDArray }, unit: number): number {
  net.eval();
  const off = net.forward(new Tensor(x)).value.sub(y);
  return off.mul(off).mean().item() * unit;
}

function deepNet({ part, unit, cuts }: Days, seed: number, steps: number, residual: boolean): number {
  return tidy(() => {
    using net = new Net({ width: 16, depth: 20, residual, drop: 0 }, new Random(seed));
    const learnt = part(0, cuts.learnt);
    fit(net, learnt, { steps, lr: 1e-2, decay: 0 }, seed);
    return error(net, learnt, unit);
  });
}

function wideNet(
  { part, few, unit, cuts }: Days,
  seed: number,
  steps: number,
  { decay, drop }: { decay: number; drop: number },
): number {
  return tidy(() => {
    using net = new Net({ width: 64, depth: 1, residual: false, drop }, new Random(seed));
    fit(net, few, { steps, lr: 1e-2, decay }, seed);
    return error(net, part(cuts.test, cuts.end), unit);
  });
}
