import { cpu, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { gradCheck, logSoftmax, softmax, tensor } from '../../src/index.ts';
import { describeGolden, describeKernels, leaf } from '../golden.ts';

expect.extend(matchers);

const functions = { softmax, logSoftmax };

describeGolden('softmax', ({ x }, name, { axis }) =>
  functions[name.split(' ')[0] as keyof typeof functions](x!, { axis: axis as number }),
);

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    const x = leaf([2, 3, 4], { device });
    for (const [name, f] of Object.entries(functions))
      test(`${name}() over the last and another axis`, () => {
        gradCheck((a) => f(a), [x]);
        gradCheck((a) => f(a, { axis: 1 }), [x]);
      });
  });

forEachDevice((makeDevice, name) => {
  test(`softmax() and logSoftmax() stay finite for large scores on ${name}`, async () => {
    const x = tensor([1000, 999, -1000], { device: makeDevice() });
    await expect(x.softmax()).toBeAllClose([0.7310586, 0.2689414, 0], { atol: 1e-6 });
    await expect(x.logSoftmax()).toBeAllClose([-0.3132617, -1.3132617, -2000.3132617], { atol: 1e-3 });
  });

  test(`softmax() gives 0 where a score is −∞ on ${name}`, async () => {
    const x = tensor([0, -Infinity], { device: makeDevice() });
    await expect(x.softmax()).toBeAllClose([1, 0]);
  });
});

describeKernels(['softmax', 'softmaxBackward'], (device) => {
  const x = tensor(
    [
      [-3, -1, 0],
      [0.5, 2, 4],
    ],
    { device, requiresGrad: true },
  );
  return { y: softmax(x), inputs: [x] };
});
