import { expect, test, vi } from 'vitest';
import { demo } from '../src/demo.ts';

const run = async () => {
  const lines: string[] = [];
  return { numbers: await demo({ log: (line) => lines.push(line) }), lines };
};

test('demo() finds the weights of tomorrow’s maximum temperature in Seattle', async () => {
  const { numbers } = await run();
  expect(numbers.wMax).toBeCloseTo(0.7788, 4);
  expect(numbers.wMin).toBeCloseTo(0.2252, 4);
  expect(numbers.wPrecipitation).toBeCloseTo(-0.0472, 4);
  expect(numbers.b).toBeCloseTo(1.9286, 4);
});

test('demo() measures train, valid and test error beside persistence and the mean', async () => {
  const { numbers } = await run();
  expect(numbers.trainMse).toBeCloseTo(7.806, 3);
  expect(numbers.validMse).toBeCloseTo(6.897, 3);
  expect(numbers.testMse).toBeCloseTo(7.777, 3);
  expect(numbers.persistenceMse).toBeCloseTo(8.58, 3);
  expect(numbers.meanMse).toBeCloseTo(75.766, 3);
});

test('demo() measures New York in °C', async () => {
  const { numbers } = await run();
  expect(numbers.newYorkMae).toBeCloseTo(2.77, 2);
  expect(numbers.newYorkPersistenceMae).toBeCloseTo(2.93, 2);
});

test('demo() writes what it found', async () => {
  const { lines } = await run();
  expect(lines).toEqual([
    'Seattle: 1460 pairs of days, today and tomorrow; the first 1021 to learn from',
    "tomorrow's maximum = 0.7788 · maximum + 0.2252 · minimum − 0.0472 · precipitation + 1.9286",
    'normal equation, days it learnt from          7.806 °C²',
    'normal equation, the days after those         6.897 °C²',
    'normal equation, the last days                7.777 °C²',
    'tomorrow is as today, the last days           8.580 °C²',
    'always the mean, the last days               75.766 °C²',
    'New York: normal equation, mean error         2.769 °C',
    'New York: tomorrow is as today, mean error    2.931 °C',
  ]);
});

test('demo() runs on a module of one’s own that has the documented subset', async () => {
  const { numbers } = await run();
  vi.doMock('@zero-to-gpt/linalg', () => import('./conformance/plain-ndarray.ts'));
  vi.resetModules();
  const own = await (await import('../src/demo.ts')).demo({ log: () => {} });
  vi.doUnmock('@zero-to-gpt/linalg');
  expect(own.testMse).not.toBe(numbers.testMse); // float64 lists: other last digits
  for (const [name, value] of Object.entries(numbers)) expect(own[name]).toBeCloseTo(value, 4);
});
