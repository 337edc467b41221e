import { array, type NDArray, Random } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { conformance, names } from '../../src/conformance/index.ts';
import * as linreg from '../../src/index.ts';

conformance(linreg, { describe, test, expect });

const { failures } = (await import(
  /* @vite-ignore */ new URL('../../../linalg/test/conformance/small-runner.ts', import.meta.url).href
)) as { failures(suite: (api: Parameters<typeof conformance>[1]) => void): string[] };

const messages = (implementation: object) => failures((api) => conformance(implementation, api));
const { LinearRegression, StandardScaler, trainTestSplit, mseGradient, mseLoss, sequentialSplit } = linreg;

/** Descent whose steps multiply the right slopes by `coef` and `intercept`. */
function descent(slopes: { coef: number; intercept: number }): object {
  class Broken extends LinearRegression {
    readonly #options: linreg.LinearRegressionOptions;
    #weights: linreg.Weights = { coef: [], intercept: 0 };
    constructor(options: linreg.LinearRegressionOptions = {}) {
      super(options);
      this.#options = options;
    }
    override fit(x: NDArray, y: NDArray): this {
      super.fit(x, y);
      if (this.#options.solver !== 'gd' || this.#options.epochs !== 1) return this;
      const [coef, intercept] = [super.coef.mul(slopes.coef), super.intercept * slopes.intercept]; // one step from zero
      this.#weights = { coef: coef.toArray() as number[], intercept };
      return this;
    }
    override get coef(): NDArray {
      return this.#weights.coef.length > 0 ? array(this.#weights.coef) : super.coef;
    }
    override get intercept(): number {
      return this.#weights.coef.length > 0 ? this.#weights.intercept : super.intercept;
    }
  }
  return { ...linreg, LinearRegression: Broken };
}

describe('conformance()', () => {
  const mistakes: [mistake: string, implementation: object, says: string][] = [
    [
      'a gradient without its 2',
      { ...linreg, mseGradient: (p: NDArray, t: NDArray) => mseGradient(p, t).div(2) },
      'mseGradient() is 2/n times the error: with the 2, and with the 1/n: expected -0.5 to be close to -1',
    ],
    [
      'a sum for the mean in the loss',
      { ...linreg, mseLoss: (p: NDArray, t: NDArray) => mseLoss(p, t) * p.shape[0]! },
      'mseLoss() is the mean of the squared errors: expected 13 to be close to 3.25',
    ],
    [
      'descent without the 2',
      descent({ coef: 0.5, intercept: 0.5 }),
      'LinearRegression descends by lr · 2/n · Σ error · x in the coefficient, from zero: expected 0.133',
    ],
    [
      'coefficients summed where the intercept is averaged',
      descent({ coef: 3, intercept: 1 }),
      'LinearRegression descends by lr · 2/n · Σ error · x in the coefficient, from zero: expected 0.8',
    ],
    [
      'an intercept summed where the coefficients are averaged',
      descent({ coef: 1, intercept: 3 }),
      'LinearRegression descends by lr · 2/n · Σ error in the intercept: the same 2/n: expected 0.6',
    ],
    ['uphill for downhill', descent({ coef: -1, intercept: -1 }), 'in the coefficient, from zero: expected -0.26'],
    [
      'a standard deviation divided by n − 1',
      {
        ...linreg,
        StandardScaler: class extends StandardScaler {
          override transform(x: NDArray): NDArray {
            const n = x.shape[0]!;
            return super.transform(x).mul(Math.sqrt((n - 1) / n));
          }
        },
      },
      'StandardScaler gives every feature mean 0 and standard deviation 1, divided by n: expected -1 to be close to -1.22',
    ],
    [
      'a scaler fitted anew on other samples',
      {
        ...linreg,
        StandardScaler: class extends StandardScaler {
          override transform(x: NDArray): NDArray {
            super.fit(x);
            return super.transform(x);
          }
        },
      },
      'StandardScaler transforms other samples with the numbers of fit()',
    ],
    [
      'targets left behind in a shuffle',
      {
        ...linreg,
        trainTestSplit: (x: NDArray, y: NDArray) => {
          const [features, targets] = [1, 2].map((seed) => trainTestSplit(x, y, { random: new Random(seed) }));
          const part = (name: 'train' | 'test') => ({ x: features![name].x, y: targets![name].y });
          return { train: part('train'), test: part('test') };
        },
      },
      'trainTestSplit() keeps every sample once, with its own target',
    ],
    [
      'a shuffle of days',
      {
        ...linreg,
        sequentialSplit: (x: NDArray, y: NDArray) => {
          const { train, test: apart } = trainTestSplit(x, y, { testSize: 6, random: new Random(1) });
          return { train, valid: sequentialSplit(apart.x, apart.y, { cuts: [0.5, 0.5] }).train, test: apart };
        },
      },
      'sequentialSplit() cuts at 70 % and 85 %, in order',
    ],
    ['missing names', { ...linreg, r2Score: undefined }, 'Cannot stand in for linreg: it does not export r2Score'],
  ];
  test.each(mistakes)('names %s', (_, implementation, says) => {
    expect(messages(implementation).join('\n')).toContain(says);
  });
  test('passes our own with a small runner too', () => {
    expect(messages(linreg)).toEqual([]);
  });
  test('lists every missing name at once', () => {
    const found = messages({ mseLoss });
    expect(found).toEqual([expect.stringContaining(`does not export ${names.slice(1).join(', ')}`)]);
  });
});
