import { arange, array, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import * as ag from '../src/index.ts';
import {
  binaryCrossEntropyWithLogits,
  crossEntropy,
  logSoftmax,
  logSumExp,
  softmax,
  Tensor,
  tensor,
} from '../src/index.ts';
import { fixture, int32 } from './golden.ts';

expect.extend(matchers);

const library: Record<string, unknown> = { ...ag };

type Written = number | string | readonly Written[];
type Read = number | Read[];

/** Numbers, of which JSON has not three. */
const read = (x: Written): Read =>
  typeof x === 'number' ? x : typeof x === 'string' ? Number(x.replace('inf', 'Infinity')) : x.map(read);

const functions: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  logSumExp: (x) => logSumExp(x),
  softmax: (x) => softmax(x).mul(arange(1, x.size + 1, 1, { dtype: x.dtype, device: x.device })),
  logSoftmax: (x) => logSoftmax(x),
  crossEntropy: (x) => crossEntropy(x.unsqueeze(0), int32([0], x)),
  exp: (x) => x.exp(),
  log: (x) => x.log(),
  sqrt: (x) => x.sqrt(),
  abs: (x) => x.abs(),
  erf: (x) => x.erf(),
  'smoothed crossEntropy': (x) => crossEntropy(x.unsqueeze(0), int32([0], x), { labelSmoothing: 0.1 }),
};

/** Where we differ on purpose or where the loss is NaN anyway: PYTORCH.md says why. */
const own = /^(logSumExp of all −∞|smoothed crossEntropy of (one|two) ∞|smoothed crossEntropy of (both|one −∞))$/;

forEachDevice((makeDevice, name) => {
  describe(`PyTorch's results at the edges, on ${name}`, () => {
    const device = makeDevice();
    const cases = Object.entries(fixture('edge-cases')).filter(([title]) => !own.test(title));
    test.each(cases)('%s', async (title, wanted) => {
      const x = tensor(read(wanted.x as Written), { device, requiresGrad: true });
      const name = title.split(' of ')[0]!;
      const f = functions[name] ?? (library[name] as (x: Tensor) => Tensor); // the fixture names functions of ours
      const y = f(x);
      const kept = y.detach();
      y.sum().backward();
      await expect(kept).toBeAllClose(read(wanted.y as Written), { rtol: 1e-6, atol: 1e-6 });
      await expect(x.grad, 'dx').toBeAllClose(read(wanted.dx as Written), { rtol: 1e-6, atol: 1e-6 });
    });

    test('logSumExp() of nothing but −∞ passes no gradient on', async () => {
      const x = tensor([-Infinity, -Infinity], { device, requiresGrad: true });
      logSumExp(x).backward();
      await expect(x.grad).toBeAllClose([0, 0]);
    });

    test('an ignored row may hold anything: its gradient is 0', async () => {
      for (const labelSmoothing of [0, 0.1]) {
        const scores = [Infinity, NaN, 0, 0];
        const x = tensor(scores, { device, requiresGrad: true });
        crossEntropy(x.reshape(2, 2), int32([-100, 1], x), { labelSmoothing }).backward();
        const slope = 0.5 - labelSmoothing / 2; // softmax less the wanted share
        await expect(x.grad).toBeAllClose([0, 0, slope, -slope], { atol: 1e-6 });
      }
    });

    test('an axis without elements has a softmax of no elements, and a logSumExp of −∞', async () => {
      const x = new Tensor(zeros([2, 0], { device }), { requiresGrad: true });
      expect([softmax(x).shape, logSoftmax(x).shape]).toEqual([
        [2, 0],
        [2, 0],
      ]);
      await expect(logSumExp(x)).toBeAllClose([-Infinity, -Infinity]);
      logSoftmax(x).sum().add(logSumExp(x).sum()).backward();
      expect(x.grad!.shape).toEqual([2, 0]);
    });

    test('an infinite logit against a wanted 0 costs ∞', async () => {
      const x = tensor([Infinity, -Infinity], { device });
      const losses = binaryCrossEntropyWithLogits(x, array([0, 0], { device }), { reduction: 'none' });
      await expect(losses).toBeAllClose([Infinity, NaN]);
    });
  });
});

test('crossEntropy() of scores around 10,000 is as exact as of scores around 0', () => {
  const rows = [
    [0.25, -1.5, 2],
    [1, 0.5, -0.75],
  ];
  for (const labelSmoothing of [0, 0.1]) {
    const [near, far] = [0, 2 ** 14].map((offset) => {
      const x = tensor(
        rows.map((row) => row.map((score) => score + offset)),
        { requiresGrad: true },
      ); // exact sums
      const losses = crossEntropy(x, int32([1, 0], x), { labelSmoothing, reduction: 'none' });
      const values = losses.value.toFlat();
      losses.sum().backward();
      return [...values, ...x.grad!.toFlat()];
    }) as [number[], number[]];
    near.forEach((value, i) => {
      expect(far[i]).toBeCloseTo(value, 6);
    });
  }
});
