import { array, linalg, type NDArray } from '@zero-to-gpt/linalg';
import { loadWeather, type WeatherLocation } from '@zero-to-gpt/linalg/data/weather';

/** Where a demo writes. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
}

/**
 * Tomorrow's highest temperature from today's weather, by the normal equation: Seattle, learnt on the first 70 % of four
 * years, tried on the last 15 %, beside two guesses that learn next to nothing; New York on the days it learnt from.
 * Writes the numbers and returns them by name.
 *
 * Of `@zero-to-gpt/linalg` it uses `array` and `linalg.solve`, and of its arrays `shape slice reshape T matmul add sub mul
 * abs sum mean item toArray`: words of the subset in `@zero-to-gpt/linalg/conformance`, so a module of your own can carry it.
 */
export async function demo({ log }: DemoOptions): Promise<Record<string, number>> {
  const { x, y } = await weatherPairs('Seattle');
  const count = x.shape[0]!;
  const [first, second] = [Math.floor(0.7 * count), Math.floor(0.85 * count)];
  const train = { start: 0, stop: first };
  const test = { start: second, stop: count };
  const fit = normalEquation(x.slice(train), y.slice(train));
  const error = (range: { start: number; stop: number }) => mse(predict(x.slice(range), fit), y.slice(range));
  const [max, min, rain] = fit.w.toArray() as number[]; // w has one axis
  const numbers = {
    wMax: max!,
    wMin: min!,
    wPrecipitation: rain!,
    b: fit.b.item(),
    trainMse: error(train),
    validMse: error({ start: first, stop: second }),
    testMse: error(test),
    persistenceMse: mse(x.slice(test, { stop: 1 }), y.slice(test)),
    meanMse: mse(y.slice(train).mean(), y.slice(test)),
    ...(await newYork()),
  };

  log(`Seattle: ${count} pairs of days, today and tomorrow; the first ${first} to learn from`);
  log(
    `tomorrow's maximum = ${max!.toFixed(4)} · maximum + ${min!.toFixed(4)} · minimum ${rain! < 0 ? '−' : '+'} ${Math.abs(rain!).toFixed(4)} · precipitation + ${numbers.b.toFixed(4)}`,
  );
  const line = (text: string, value: number, unit: string) =>
    log(`${text.padEnd(44)}${value.toFixed(3).padStart(7)} ${unit}`);
  line('normal equation, days it learnt from', numbers.trainMse, '°C²');
  line('normal equation, the days after those', numbers.validMse, '°C²');
  line('normal equation, the last days', numbers.testMse, '°C²');
  line('tomorrow is as today, the last days', numbers.persistenceMse, '°C²');
  line('always the mean, the last days', numbers.meanMse, '°C²');
  line('New York: normal equation, mean error', numbers.newYorkMae, '°C');
  line('New York: tomorrow is as today, mean error', numbers.newYorkPersistenceMae, '°C');
  return numbers;
}

/** Weights (3) and a constant. */
interface Fit {
  readonly w: NDArray;
  readonly b: NDArray;
}

/** Today's highest and lowest temperature and precipitation (n, 3), tomorrow's highest temperature (n, 1). */
async function weatherPairs(location: WeatherLocation): Promise<{ x: NDArray; y: NDArray }> {
  const { rows } = await loadWeather({ location });
  const today = rows.slice(0, -1).map((day) => [day.temp_max, day.temp_min, day.precipitation]);
  const tomorrow = rows.slice(1).map((day) => [day.temp_max]);
  return { x: array(today), y: array(tomorrow) };
}

/** Least squares by (XᵀX)·w = Xᵀy; with the means taken off first, the constant drops out of the system. */
function normalEquation(x: NDArray, y: NDArray): Fit {
  const [xMean, yMean] = [x.mean({ axis: 0 }), y.mean()];
  const centred = x.sub(xMean); // (n, 3)
  const right = centred.T.matmul(y.sub(yMean)); // (3, 1)
  const w = linalg.solve(centred.T.matmul(centred), right.reshape(-1));
  return { w, b: yMean.sub(xMean.mul(w).sum()) };
}

function predict(x: NDArray, { w, b }: Fit): NDArray {
  return x.matmul(w.reshape(-1, 1)).add(b); // (n, 1)
}

function mse(guess: NDArray, y: NDArray): number {
  const error = y.sub(guess);
  return error.mul(error).mean().item();
}

async function newYork(): Promise<{ newYorkMae: number; newYorkPersistenceMae: number }> {
  const { x, y } = await weatherPairs('New York');
  const mae = (guess: NDArray) => y.sub(guess).abs().mean().item();
  return { newYorkMae: mae(predict(x, normalEquation(x, y))), newYorkPersistenceMae: mae(x.slice({}, { stop: 1 })) };
}
