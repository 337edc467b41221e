import { cpu, reference } from '@zero-to-gpt/linalg';
import { describe, test } from 'vitest';
import { gelu, gradCheck, relu, sigmoid, silu, tanh, tensor } from '../../src/index.ts';
import { describeGolden, describeKernels, leaf } from '../golden.ts';

const functions = {
  gelu,
  geluExact: (x: Parameters<typeof gelu>[0]) => gelu(x, { approximate: 'none' }),
  silu,
  relu,
  tanh,
  sigmoid,
};

describeGolden('activation', ({ x }, name) => functions[name as keyof typeof functions](x!));

for (const device of [reference, cpu])
  describe(`slopes on ${device.name}`, () => {
    for (const [name, f] of Object.entries(functions))
      test(`${name}()`, () => gradCheck((x) => f(x.mul(3)), [leaf([3, 4], { device })]));
  });

for (const f of [gelu, silu])
  describeKernels(['activation', 'activationBackward'], (device) => {
    const x = tensor(
      [
        [-3, -1, 0],
        [0.5, 2, 4],
      ],
      { device, requiresGrad: true },
    );
    return { y: f(x), inputs: [x] };
  });
