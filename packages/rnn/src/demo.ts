import { crossEntropyLoss, Dense, fit, mseLoss, Sequential } from '@zero-to-gpt/dense';
import { array, type NDArray, Random, tidy } from '@zero-to-gpt/linalg';
import { loadWeather, type WeatherDay } from '@zero-to-gpt/linalg/data/weather';
import {
  type CharVocab,
  charVocab,
  clipGradNorm,
  countLoss,
  GRU,
  LastStep,
  perStep,
  type Recurrent,
  RNN,
  sampleSequence,
  slidingWindows,
  wordArrays,
} from '@zero-to-gpt/rnn';
import { type BirthsDay, loadBirths } from '@zero-to-gpt/rnn/data/births';
import { loadNames } from '@zero-to-gpt/rnn/data/names';

/** Where a demo writes, and from which seed it draws. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
  /** Of the order of the samples and the first weights. Default 1. */
  seed?: number;
  /** A look that takes seconds: a quarter of the names, and an eighth of the passes over samples. Default false. */
  short?: boolean;
}

/**
 * What recurrent networks make of sequences: tomorrow's temperature from ten days, the births of a day from two weeks, and
 * first names character by character. Writes each result beside its baseline and returns them by name.
 */
export async function demo({ log, seed = 1, short = false }: DemoOptions): Promise<Record<string, number>> {
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number): void => {
    numbers[name] = value;
    log(`${text.padEnd(56)}${value.toFixed(3)}`);
  };
  const { rows } = await loadWeather({ location: 'Seattle' });
  const births = await loadBirths();
  const names = await loadNames();
  const run: Run = { seed, log, report, epochs: (n) => (short ? Math.ceil(n / 8) : n) };
  tidy(() => temperatures(rows, run));
  tidy(() => birthsOfADay(births, run));
  tidy(() => firstNames(short ? names.filter((_, i) => i % 4 === 0) : names, run));
  return numbers;
}

interface Run {
  readonly seed: number;
  readonly log: (line: string) => void;
  readonly report: (name: string, text: string, value: number) => void;
  /** Passes over the samples where the whole demo makes n. */
  readonly epochs: (n: number) => number;
}

function firstNames(names: readonly string[], run: Run): void {
  const { seed, log, report } = run;
  const random = new Random(seed);
  const order = Array.from(random.permutation(names.length), (i) => names[i]!);
  const [a, b] = [Math.floor(0.8 * order.length), Math.floor(0.9 * order.length)];
  const [words, valid, test] = [order.slice(0, a), order.slice(a, b), order.slice(b)];
  const vocab = charVocab(names);
  log(`${names.length} first names, ${words.length} to learn from: test loss in nats per character`);
  for (const context of [1, 2, 3])
    report(`names${context}`, `counts, ${context} before`, countLoss(words, test, vocab, { context }));
  const data = { words, valid, test };
  const rnn = new RNN(vocab.size, 96, { random });
  report('namesRnn', 'RNN, 96 hidden units', charModel(rnn, 96, vocab, data, random, 0.1, run));
  const gru = new GRU(vocab.size, 96, { random });
  report('namesGru', 'GRU, 96 hidden units', charModel(gru, 96, vocab, data, random, 0.4, run));
}

function charModel(
  recurrent: Recurrent,
  hidden: number,
  vocab: CharVocab,
  { words, valid, test }: Readonly<Record<'words' | 'valid' | 'test', readonly string[]>>,
  random: Random,
  lr: number,
  run: Run,
): number {
  const head = new Dense(hidden, vocab.size, { random });
  using model = new Sequential(recurrent, head);
  const [train, watch, apart] = [words, valid, test].map((list) => wordArrays(list, vocab)) as [Arrays, Arrays, Arrays];
  const loss = perStep(crossEntropyLoss);
  const epochs = run.epochs(8);
  fit(model, train.x, train.y, {
    loss,
    lr: (epoch) => lr * (1 - (0.95 * (epoch - 1)) / epochs),
    momentum: 0.9,
    epochs,
    batchSize: 32,
    random,
    valid: watch,
    onGradient: () => clipGradNorm(model.parameters, { maxNorm: 1 }),
  });
  const found = loss(model.forward(apart.x), apart.y).value.item();
  const made = Array.from({ length: 6 }, () =>
    vocab.decode(sampleSequence(recurrent, head, { random, maxLength: 20 })),
  );
  run.log(`  makes up: ${made.join(' ')}`);
  return found;
}

type Arrays = { readonly x: NDArray; readonly y: NDArray };

function temperatures(days: readonly WeatherDay[], { seed, log, report, epochs: passes }: Run): void {
  const random = new Random(seed);
  const cut = Math.floor(0.7 * (days.length - 1));
  const series = array(days.map((day) => [day.temp_max, day.temp_min, day.precipitation, day.wind]));
  const { scaled, std } = standardised(series, cut);
  const length = 10;
  const { x, y } = slidingWindows(scaled, scaled.slice({}, { stop: 1 }), { length });
  // window i ends on day i + length − 1 and asks for the next: the test begins where chapter 2's does
  const first = cut - length + 1;
  const second = Math.floor(0.85 * (days.length - 1)) - length + 1;
  const unit = std.get(0);
  const epochs = passes(40);
  using model = new Sequential(new GRU(4, 16, { random }), new LastStep(), new Dense(16, 1, { random }));
  fit(model, x.slice({ stop: first }), y.slice({ stop: first }), {
    loss: mseLoss,
    lr: (epoch) => 0.02 * (1 - (0.95 * (epoch - 1)) / epochs),
    momentum: 0.9,
    epochs,
    batchSize: 32,
    random,
    valid: { x: x.slice({ start: first, stop: second }), y: y.slice({ start: first, stop: second }) },
    onGradient: () => clipGradNorm(model.parameters, { maxNorm: 1 }),
  });
  const [apart, wanted] = [x.slice({ start: second }), y.slice({ start: second })];
  const error = (prediction: NDArray): number => mseLoss(prediction, wanted).value.item() * unit * unit;
  log(`tomorrow's highest temperature in Seattle from ${length} days: test error in °C²`);
  report('weatherPersistence', 'tomorrow is as today', error(apart.slice({}, -1, { stop: 1 })));
  report('weatherGru', 'GRU, 16 hidden units', error(model.forward(apart)));
}

/** What is asked for is the change since the same weekday of last week: to say 0 is the baseline. */
function birthsOfADay(days: readonly BirthsDay[], { seed, log, report, epochs: passes }: Run): void {
  const random = new Random(seed);
  const rows = days.slice(7).map((day, i) => {
    const weekday = Array.from({ length: 7 }, (_, k) => Number(day.weekday === k + 1));
    return [day.births - days[i]!.births, day.births, ...weekday];
  });
  const cut = Math.floor(0.8 * rows.length);
  const length = 14;
  const { scaled, std } = standardised(array(rows), cut);
  const { x, y } = slidingWindows(scaled, scaled.slice({}, { stop: 1 }), { length });
  const first = cut - length;
  const epochs = passes(10);
  using model = new Sequential(new GRU(9, 24, { random }), new LastStep(), new Dense(24, 1, { random }));
  fit(model, x.slice({ stop: first }), y.slice({ stop: first }), {
    loss: mseLoss,
    lr: (epoch) => 0.02 * (1 - (0.95 * (epoch - 1)) / epochs),
    momentum: 0.9,
    epochs,
    batchSize: 32,
    random,
    onGradient: () => clipGradNorm(model.parameters, { maxNorm: 1 }),
  });
  const [apart, wanted] = [x.slice({ start: first }), y.slice({ start: first })];
  const off = (prediction: NDArray): number => prediction.sub(wanted).abs().mean().item() * std.get(0);
  const births = days.slice(7 + cut - 1).map((day) => day.births);
  const yesterday = births.slice(1).reduce((sum, n, i) => sum + Math.abs(n - births[i]!), 0) / (births.length - 1);
  const lastWeek = rows.slice(cut).reduce((sum, [change]) => sum + Math.abs(change!), 0) / (rows.length - cut);
  log('births of a day in the United States from two weeks: mean distance from the truth, in births');
  report('birthsYesterday', 'as yesterday', yesterday);
  report('birthsLastWeek', 'as on the same weekday last week', lastWeek);
  report('birthsGru', 'GRU, 24 hidden units', off(model.forward(apart)));
}

/** A series less its mean, over its standard deviation, both of the first `cut` steps alone. */
function standardised(series: NDArray, cut: number): { scaled: NDArray; std: NDArray } {
  const past = series.slice({ stop: cut });
  const [mean, std] = [past.mean({ axis: 0 }), past.std({ axis: 0 })];
  return { scaled: series.sub(mean).div(std), std };
}
