import { join } from 'node:path';
import { testConformance } from '@zero-to-gpt/build/conformance';
import * as linalg from '@zero-to-gpt/linalg';
import { conformance, names } from '../../src/conformance/index.ts';
import * as linreg from '../../src/index.ts';
import * as plain from './plain-linreg.ts';

testConformance(
  {
    conformance,
    names,
    ours: linreg,
    plain: plain,
    file: join(import.meta.dirname, 'plain-linreg.ts'),
    modules: { linalg },
  },
  [
    [
      'a gradient without its 2',
      'p.sub(t).mul(2 / p.shape[0]!)',
      'p.sub(t).mul(1 / p.shape[0]!)',
      'mseGradient() is 2/n times the error: with the 2, and with the 1/n: expected -0.5 to be close to -1',
    ],
    [
      'a sum for the mean in the loss',
      '.mean().item();\n}\nexport function mseGradient',
      '.sum().item();\n}\nexport function mseGradient',
      'mseLoss() is the mean of the squared errors: expected 13 to be close to 3.25',
    ],
    [
      'an intercept averaged twice',
      'dy.sum().item()',
      'dy.mean().item()',
      'LinearRegression descends by lr · 2/n · Σ error in the intercept: the same 2/n: expected 0.066',
    ],
    [
      'coefficients summed where the intercept is averaged',
      '.add(this.coef.mul(2 * l2))',
      '.mul(x.shape[0]).add(this.coef.mul(2 * l2))',
      'LinearRegression descends by lr · 2/n · Σ error · x in the coefficient, from zero: expected 0.8',
    ],
    [
      'uphill for downhill',
      'this.coef.sub(slope',
      'this.coef.add(slope',
      'LinearRegression descends by lr · 2/n · Σ error · x in the coefficient, from zero: expected -0.26',
    ],
    [
      'a penalty forgotten in the exact answer',
      '? n * l2 : 0',
      '? 0 * l2 : 0',
      'LinearRegression with l2 makes coefficients smaller: expected 2',
    ],
    [
      'the absolute error without its mean',
      't).sign().div(p.shape[0]!)',
      't).sign()',
      'maeGradient() is the sign of the error over n: expected -1',
    ],
    [
      'a standard deviation divided by n − 1',
      'error.mul(error).mean({ axis: 0 }).sqrt()',
      'error.mul(error).sum({ axis: 0 }).div(x.shape[0] - 1).sqrt()',
      'StandardScaler gives every feature mean 0 and standard deviation 1, divided by n: expected -1 to be close to -1.22',
    ],
    [
      'a division by the deviation of a constant',
      '(s === 0 ? 1 : s)',
      's',
      'StandardScaler turns a constant feature into 0: expected',
    ],
    [
      'a scaler fitted anew on other samples',
      'return x.sub(this.shift).div(this.scale);',
      'this.fit(x); return x.sub(this.shift).div(this.scale);',
      'StandardScaler transforms other samples with the numbers of fit()',
    ],
    [
      'targets left behind in a shuffle',
      'y: y.take(positions) }',
      'y: y.slice({ stop: order.length }) }',
      'trainTestSplit() keeps every sample once, with its own target',
    ],
    [
      'a cut at 80 %',
      'Math.floor(0.7 * n)',
      'Math.floor(0.8 * n)',
      'sequentialSplit() cuts at 70 % and 85 %, in order',
    ],
    [
      'a divergence kept silent',
      'if (!Number.isFinite(loss))',
      'if (false)',
      'LinearRegression says so where the descent diverges',
    ],
    [
      'missing names',
      'export function r2Score',
      'function r2Score',
      'Cannot stand in for linreg: it does not export r2Score',
    ],
  ],
);
