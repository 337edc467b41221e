import { cpu, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { concat, gradCheck, roll, tensor } from '../../src/index.ts';
import { checkTwice, leaf } from '../golden.ts';

expect.extend(matchers);

for (const device of [reference, cpu])
  describe(`slopes and their slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    test('slice() of positions, ranges, and ranges backwards', () => {
      checkTwice((a) => a.slice(1, { start: 1 }, { step: 2 }), [x]);
      checkTwice((a) => a.slice({}, -1), [x]);
      checkTwice((a) => a.slice({}, { start: -2, step: -1 }), [x]);
    });
    test('slice() of nothing', () => gradCheck((a) => a.slice({ stop: 0 }).sum().add(a.sum()), [x]));
    test('windows that overlap share their elements', () =>
      checkTwice((a) => a.slice({ stop: 1 }, { stop: 2 }).mul(a.slice({ start: 1 }, { start: 1 })), [x]));
    test('flip() along one, some and all axes', () => {
      checkTwice((a) => a.flip(1), [x]);
      checkTwice((a) => a.flip([0, -1]).mul(a), [x]);
      checkTwice((a) => a.flip(), [x]);
    });
    test('roll() along axes, and flat', () => {
      checkTwice((a) => roll(a, 2, { axis: 2 }).mul(a), [x]);
      checkTwice((a) => roll(a, [1, -5], { axis: [0, 1] }), [x]);
      checkTwice((a) => roll(a, 7), [x]);
    });
    test('what was joined can be taken apart again', () =>
      checkTwice((a) => concat([a, a.mul(2)], { axis: 1 }).slice(0, { start: 2, stop: 4 }), [x]));
  });

forEachDevice((makeDevice, name) => {
  test(`slice() leaves 0 outside its window on ${name}`, async () => {
    const x = tensor([1, 2, 3, 4], { device: makeDevice(), requiresGrad: true });
    x.slice({ start: 1, stop: 3 }).sum().backward();
    await expect(x.grad).toBeAllClose([0, 1, 1, 0]);
  });
});
