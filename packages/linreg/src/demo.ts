import { array, tidy } from '@zero-to-gpt/linalg';
import { loadWeather, type WeatherDay } from '@zero-to-gpt/linalg/data/weather';
import {
  LinearRegression,
  type LinearRegressionOptions,
  mseLoss,
  type Samples,
  StandardScaler,
  sequentialSplit,
} from '@zero-to-gpt/linreg';

/** Where a demo writes. */
export interface DemoOptions {
  /** Takes one line of text. */
  log(line: string): void;
}

/**
 * Tomorrow's highest temperature in Seattle from today's weather, by gradient descent and by least squares. Writes the
 * test errors in °C² and returns them by name.
 */
export async function demo({ log }: DemoOptions): Promise<Record<string, number>> {
  const { rows } = await loadWeather({ location: 'Seattle' });
  return tidy(() => compare(rows, log));
}

function compare(days: readonly WeatherDay[], log: (line: string) => void): Record<string, number> {
  const { x, y } = weatherPairs(days);
  const { train, test } = sequentialSplit(x, y);
  const numbers: Record<string, number> = {};
  const report = (name: string, text: string, value: number): void => {
    numbers[name] = value;
    log(`${text.padEnd(52)}${value.toFixed(3)}`);
  };

  log(`${x.shape[0]} pairs of days, ${train.x.shape[0]} to learn from, ${test.x.shape[0]} for the test (MSE in °C²)`);
  report('persistence', 'tomorrow is as today', mseLoss(test.x.slice({}, 0), test.y));

  const scaler = new StandardScaler().fit(train.x);
  const scaled = { train: { ...train, x: scaler.transform(train.x) }, test: { ...test, x: scaler.transform(test.x) } };
  scaler.dispose();
  for (const epochs of [100, 300, 400])
    report(
      `standardised${epochs}`,
      `descent, standardised, lr 0.1, ${epochs} epochs`,
      testError(scaled.train, scaled.test, { solver: 'gd', lr: 0.1, epochs }),
    );
  report('leastSquares', 'least squares', testError(scaled.train, scaled.test, { solver: 'lstsq' }));
  report(
    'raw1000',
    'descent, raw features, lr 0.001, 1,000 epochs',
    testError(train, test, { solver: 'gd', lr: 1e-3, epochs: 1000 }),
  );
  return numbers;
}

/** Today's highest and lowest temperature and precipitation (n, 3), tomorrow's highest temperature (n). */
function weatherPairs(days: readonly WeatherDay[]): Samples {
  const today = days.slice(0, -1).map((day) => [day.temp_max, day.temp_min, day.precipitation]);
  const tomorrow = days.slice(1).map((day) => day.temp_max);
  return { x: array(today), y: array(tomorrow) };
}

function testError(train: Samples, test: Samples, options: LinearRegressionOptions): number {
  const model = new LinearRegression(options).fit(train.x, train.y);
  const error = mseLoss(model.predict(test.x), test.y);
  model.dispose();
  return error;
}
