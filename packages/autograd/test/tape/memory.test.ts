import { array, createCPU, createReference, type Device, type NDArray, Random, scope, tidy } from '@zero-to-gpt/linalg';
import { QueuedDevice } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { applyOne, crossEntropy, gelu, Linear, Sequential, Tensor } from '../../src/index.ts';

const devices: readonly (readonly [string, () => Device & { stats(): { readonly bytes: number } }])[] = [
  ['reference', () => createReference()],
  ['cpu', () => createCPU()],
  ['queued', () => new QueuedDevice()],
];

for (const [name, makeDevice] of devices)
  describe(`memory on ${name}`, () => {
    const device = makeDevice();
    const random = new Random(3);
    const net = new Sequential(
      new Linear(6, 8, { device, random }),
      (x) => gelu(x),
      (x) => x.softmax().mul(x).add(x.relu()),
      new Linear(8, 4, { device, random }),
    );
    const x = random.normal([5, 6], { device });
    const targets = array([0, 1, 2, 3, 0], { dtype: 'int32', device });
    const steps = name === 'cpu' ? 1000 : 50;
    const bytes = () => device.stats().bytes;
    const loss = () => crossEntropy(net.forward(new Tensor(x)), targets);
    const gradients = 4 * (6 * 8 + 8 + 8 * 4 + 4);

    test('a scope that closes without backward() leaves nothing', () => {
      const before = bytes();
      {
        using _ = scope();
        loss();
      }
      expect(bytes()).toBe(before);
    });

    test(`the first step leaves the gradients alone, ${steps} more nothing at all`, async () => {
      const before = bytes();
      const step = () => {
        using _ = scope();
        loss().backward();
        net.zeroGrad();
      };
      step();
      expect(bytes()).toBe(before + gradients);
      for (let i = 0; i < steps; i++) {
        step();
        if (i % 100 === 0) await x.data(); // lets a queue run dry
      }
      expect(bytes()).toBe(before + gradients);
    });

    test('backward() leaves of its graph the loss alone, and the scope frees that', () => {
      using _ = scope();
      const before = bytes();
      const total = net.forward(new Tensor(x)).tanh().sum();
      total.backward();
      expect(bytes()).toBe(before + 4);
    });

    test('backward() that fails leaves no memory behind', () => {
      const broken = (a: NDArray) => ({
        values: [a.mul(2)],
        backward: () => {
          throw new Error('broken rule');
        },
      });
      const before = bytes();
      tidy(() => {
        const y = applyOne(broken, net.forward(new Tensor(x))).exp();
        expect(() => y.mul(y).sum().backward()).toThrow('broken rule');
      });
      expect(bytes()).toBe(before);
      net.zeroGrad();
    });

    test('a frozen net remembers nothing', () => {
      using _ = scope();
      const frozen = new Linear(6, 2, { device });
      for (const parameter of frozen.parameters()) parameter.requiresGrad = false;
      expect(frozen.forward(new Tensor(x)).requiresGrad).toBe(false);
      frozen.dispose();
    });
  });
