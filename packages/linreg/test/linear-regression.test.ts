import { arange, array, cpu, createReference, Random, reference, scope } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { LinearRegression, type LinearRegressionOptions, type Solver } from '../src/index.ts';
import { exact, golden } from './golden.ts';

const [x, y] = [array([[-1], [0], [1]]), array([-1, 1, 3])]; // y = 2x + 1
const fitted = (options: LinearRegressionOptions) => new LinearRegression(options).fit(x, y);

describe.each([reference, cpu])('LinearRegression on $name', (device) => {
  test.each([
    ['leastSquares', {}],
    ['throughZero', { fitIntercept: false }],
    ['ridge', { l2: golden.ridge.l2 }],
  ] as const)('finds and scores as scikit-learn: %s', (name, options) => {
    const [features, targets] = [exact(golden.x, device), exact(golden.y, device)];
    using model = new LinearRegression({ solver: 'lstsq', ...options }).fit(features, targets);
    expect(model.score(features, targets)).toBeCloseTo(golden[name].score, 10);
    expect(model.intercept).toBeCloseTo(golden[name].intercept, 9);
  });
  test.each(golden.descent)('descends as NumPy with l2 $l2', ({ lr, epochs, l2, history, intercept }) => {
    const features = exact(golden.standard.x, device);
    using model = new LinearRegression({ lr, epochs, l2 }).fit(features, exact(golden.y, device));
    expect(model.history.length).toBe(history.length);
    expect(model.history.at(-1)).toBeCloseTo(history.at(-1)!, 10);
    expect(model.intercept).toBeCloseTo(intercept, 10);
  });
  test('descent with a penalty goes where ridge’s exact answer is', () => {
    const [features, targets] = [exact(golden.standard.x, device), exact(golden.y, device)];
    using descent = new LinearRegression({ l2: 0.1, epochs: 500 }).fit(features, targets);
    using answer = new LinearRegression({ solver: 'lstsq', l2: 0.1 }).fit(features, targets);
    expect(descent.history.at(-1)).toBeCloseTo(answer.history.at(-1)!, 8);
  });
});

describe('LinearRegression', () => {
  test.each(['gd', 'sgd', 'lstsq'] as const)('finds a line by %s', (solver) => {
    using model = fitted({ solver, epochs: 300, batchSize: 2 });
    expect((model.coef.toArray() as number[])[0]).toBeCloseTo(2, 4);
    expect(model.intercept).toBeCloseTo(1, 4);
    expect(model.score(x, y)).toBeCloseTo(1, 6);
  });
  test('predicts x · coef + intercept', () => {
    using model = fitted({ solver: 'lstsq' });
    expect((model.predict(array([[10]])).toArray() as number[])[0]).toBeCloseTo(21, 4);
  });
  test('descends by default', () => {
    expect(fitted({}).history.length).toBe(101);
  });
  test('history of lstsq is the loss it found', () => {
    const { history } = new LinearRegression({ solver: 'lstsq' }).fit(array([[1], [2], [3]]), array([1, 3, 2]));
    expect(history.length).toBe(1);
    expect(history[0]).toBeCloseTo(0.5, 5);
  });
  test('sgd gives the same weights for the same seed', () => {
    const from = (seed: number) => fitted({ solver: 'sgd', batchSize: 1, epochs: 3, random: new Random(seed) });
    expect(from(1).coef.toArray()).toEqual(from(1).coef.toArray());
    expect(from(1).history).not.toEqual(from(2).history);
  });
  test('fits anew each time, from zero', () => {
    const model = fitted({ epochs: 3 });
    const first = model.history;
    expect(model.fit(x, y).history).toEqual(first);
  });
  test('keeps x’s dtype', () => {
    const wide = { dtype: 'float64', device: reference } as const;
    using model = new LinearRegression({ solver: 'lstsq' }).fit(array([[1], [2]], wide), array([1, 2], wide));
    expect(model.coef.dtype).toBe('float64');
  });
});

describe('LinearRegression refuses', () => {
  test('another solver', () => {
    expect(() => new LinearRegression({ solver: 'adam' as Solver })).toThrow(
      "Cannot solve by 'adam': expected 'gd', 'sgd' or 'lstsq'",
    );
  });
  test('options that cannot work, before it is fitted', () => {
    expect(() => new LinearRegression({ lr: -1 })).toThrow('Cannot descend with lr -1');
  });
  test('predict(), score(), coef and intercept before fit()', () => {
    const model = new LinearRegression();
    expect(() => model.predict(x)).toThrow('Cannot predict: the model is not fitted: call fit(x, y) first');
    expect(() => model.score(x, y)).toThrow('Cannot score: the model is not fitted');
    expect(() => model.coef).toThrow('Cannot read coef: the model is not fitted');
    expect(() => model.intercept).toThrow('Cannot read intercept: the model is not fitted');
  });
  test('a vector of features', () => {
    expect(() => new LinearRegression().fit(y, y)).toThrow(
      'Cannot fit: x is [3], expected [samples, features]: use x.reshape(-1, 1) for one feature',
    );
  });
  test('a column of targets', () => {
    expect(() => new LinearRegression().fit(x, x)).toThrow('Cannot fit: y is [3,1], expected [3]: use y.reshape(-1)');
  });
  test('targets of other samples', () => {
    expect(() => new LinearRegression().fit(x, array([1, 2]))).toThrow('x holds 3 samples, y holds 2 targets');
  });
  test('no samples', () => {
    expect(() => new LinearRegression().fit(array([[]]), array([1]))).toThrow('Cannot fit: x is empty, [1,0]');
  });
  test('NaN and infinity, and says where', () => {
    expect(() =>
      new LinearRegression().fit(
        array([
          [1, 2],
          [3, NaN],
        ]),
        array([1, 2]),
      ),
    ).toThrow('Cannot fit: x[1, 1] is NaN, expected finite numbers');
    expect(() => new LinearRegression().fit(array([[1], [2]]), array([-Infinity, 2]))).toThrow(
      'Cannot fit: y[0] is -Infinity, expected finite numbers',
    );
  });
  test('integers', () => {
    expect(() => new LinearRegression().fit(x.astype('int32'), y)).toThrow("use x.astype('float32')");
  });
  test('features and targets of different dtypes', () => {
    expect(() => new LinearRegression().fit(x, y.astype('float64'))).toThrow('convert one of them');
  });
  test('plain lists', () => {
    // @ts-expect-error JavaScript may pass them
    expect(() => new LinearRegression().fit([[1], [2]], y)).toThrow('x is a list, expected an array: use array(x)');
  });
  test('another number of features in predict()', () => {
    expect(() => fitted({}).predict(array([[1, 2]]))).toThrow(
      'Cannot predict: x is [1,2], expected 1 features as in fit()',
    );
  });
  test('a device that must be awaited', () => {
    const device = new QueuedDevice();
    expect(() => new LinearRegression().fit(array([[1], [2]], { device }), array([1, 2], { device }))).toThrow(
      'await x.to(cpu)',
    );
  });
});

describe('a descent that diverges', () => {
  const far = array([[-1000], [0], [1000]]);

  test.each(['gd', 'sgd'] as const)('says so with the step, the lr and the cure: %s', (solver) => {
    const model = new LinearRegression({ solver, batchSize: 2, epochs: 500 });
    expect(() => model.fit(far, y)).toThrow(
      /^Cannot fit: the loss is (Infinity|NaN) after epoch \d+ \(step \d+\), lr 0.1 is too large for these features: scale them with StandardScaler, or take lr \d/,
    );
    expect(() => model.predict(far)).toThrow('not fitted');
    expect(model.history.length).toBeGreaterThan(2);
  });
  test('names targets whose squares overflow before the first step', () => {
    expect(() => new LinearRegression().fit(x, array([1e30, 0, 0]))).toThrow(
      'Cannot fit: the loss is Infinity before the first step: y is too large to be squared',
    );
  });
  test('names no lr for features whose squares overflow', () => {
    expect(() => new LinearRegression().fit(array([[1e30], [0], [1]]), y)).toThrow(/scale them with StandardScaler$/);
  });
  test('converges with the lr that the message says', () => {
    for (const solver of ['gd', 'sgd'] as const) {
      let message = '';
      try {
        new LinearRegression({ solver, epochs: 500, batchSize: 1 }).fit(far, y);
      } catch (error) {
        message = String(error);
      }
      const lr = Number(/take lr (\S+)$/.exec(message)![1]);
      using model = new LinearRegression({ solver, lr, epochs: 200, batchSize: 1 }).fit(far, y);
      expect(model.history.at(-1)).toBeLessThan(model.history[0]!);
    }
  });
});

describe('memory of a LinearRegression', () => {
  const device = createReference();
  const features = new Random(1).normal([40, 3], { device });
  const targets = arange(40, { device });
  const before = device.stats().bytes;

  test.each(['gd', 'sgd', 'lstsq'] as const)('is its three coefficients, and nothing after using: %s', (solver) => {
    {
      using model = new LinearRegression({ solver, lr: 0.01, epochs: 4 }).fit(features, targets);
      model.fit(features, targets);
      expect(device.stats().bytes).toBe(before + 12);
    }
    expect(device.stats().bytes).toBe(before);
  });
  test('outlives the scope it was fitted in', () => {
    const model = new LinearRegression({ solver: 'lstsq' });
    {
      using _ = scope();
      model.fit(features, targets);
    }
    expect(model.coef.shape).toEqual([3]);
    model.dispose();
    expect(device.stats().bytes).toBe(before);
  });
  test('is freed where the descent diverges', () => {
    expect(() => new LinearRegression({ lr: 1e6, epochs: 50 }).fit(features, targets)).toThrow('Cannot fit');
    expect(device.stats().bytes).toBe(before);
  });
});
