import { applyOne, grad, gradCheck, Parameter, Tensor, tensor } from '@zero-to-gpt/autograd';
import { array, createCPU, type Device, ones, Random, reference } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { Dropout, dropout } from '../../src/layers/dropout.ts';
import { dropoutRule } from '../../src/layers/dropout-rule.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  test(`Dropout on ${name} zeroes a share p of the elements and lets the others grow by 1/(1 − p)`, async () => {
    const x = new Tensor(ones([10_000], { device: makeDevice() }));
    const y = [...(await new Dropout(0.2, { random: new Random(1) }).forward(x).data())];
    const zeros = y.filter((value) => value === 0).length;
    expect(Math.abs(zeros - 2000)).toBeLessThan(200); // five standard deviations
    expect(y.filter((value) => value !== 0 && value !== Math.fround(1.25))).toEqual([]);
  });

  test(`Dropout on ${name} gives the numbers of the plain loops to the last bit, and their gradient`, async () => {
    const run = async (device: Device) => {
      const x = new Parameter(new Random(8).normal([700, 3], { device }));
      const y = new Dropout(0.7, { random: new Random(9) }).forward(x.mT); // elements not side by side
      const values = [...(await y.data())];
      y.mul(y).sum().backward();
      return [values, [...(await x.grad!.data())]];
    };
    expect(await run(makeDevice())).toEqual(await run(reference));
  });

  test(`Dropout on ${name} gives the gradient to the elements that stayed`, async () => {
    const device = makeDevice();
    const x = new Parameter(array([1, 2, 3, 4, 5, 6], { device }));
    const y = new Dropout(0.5, { random: new Random(2) }).forward(x);
    const values = [...(await y.data())];
    y.sum().backward();
    await expect(x.grad!).toBeAllClose(values.map((value) => (value === 0 ? 0 : 2)));
  });
});

test('Dropout draws anew at every call, the same for the same seed', () => {
  const x = tensor(new Array(50).fill(1));
  const calls = () => {
    const dropout = new Dropout(0.5, { random: new Random(3) });
    return [dropout.forward(x).value.toArray(), dropout.forward(x).value.toArray()];
  };
  const [first, second] = calls();
  expect(first).not.toEqual(second);
  expect(calls()).toEqual([first, second]);
});

test('Dropout goes on from a saved generator state', () => {
  const x = tensor(new Array(50).fill(1));
  const dropout = new Dropout(0.5, { random: new Random(3) });
  dropout.forward(x);
  const state = dropout.random.state();
  const wanted = dropout.forward(x).value.toArray();
  const resumed = new Dropout(0.5);
  resumed.random = Random.from(JSON.parse(JSON.stringify(state)));
  expect(resumed.forward(x).value.toArray()).toEqual(wanted);
});

test('Dropout on cpu keeps nothing for the way back but what it gives', () => {
  const device = createCPU();
  const x = new Parameter(ones([30, 100], { device }));
  const before = device.stats().bytes;
  const y = new Dropout(0.5, { random: new Random(4) }).forward(x);
  expect(device.stats().bytes - before).toBe(4 * y.size);
});

test('Dropout is the identity in eval(), and at p = 0, and draws nothing', () => {
  const x = tensor([1, 2]);
  for (const dropout of [
    new Dropout(0.5, { random: new Random(4) }).eval(),
    new Dropout(0, { random: new Random(4) }),
  ]) {
    expect(dropout.forward(x)).toBe(x);
    expect(dropout.random.state()).toEqual(new Random(4).state());
  }
});

test('Dropout at p = 1 leaves nothing', () => {
  expect(new Dropout(1).forward(tensor([1, -2])).value.toArray()).toEqual([0, -0]);
});

test('Dropout passes gradCheck with a fixed mask, twice', () => {
  const x = new Parameter(new Random(5).normal([4, 3], { device: reference, dtype: 'float64' }));
  const drop = (a: Tensor): Tensor => applyOne((value) => dropoutRule(value, 6, 0.3), a);
  gradCheck(drop, [x]);
  gradCheck((a) => grad(drop(a.mul(a)).tanh().sum(), [a], { createGraph: true })[0]!, [x]);
});

test('Dropout wants a probability', () => {
  expect(() => new Dropout(1.5)).toThrow('Cannot drop with probability 1.5');
  expect(() => new Dropout(Number.NaN)).toThrow('Cannot drop with probability NaN');
});

test('dropout() drops as Dropout does, and nothing where it is told that nobody trains', () => {
  const x = tensor([1, 2, 3, 4, 5, 6]);
  const drawn = dropout(x, { p: 0.25, random: new Random(7) });
  expect(drawn.value.toArray()).toEqual(new Dropout(0.25, { random: new Random(7) }).forward(x).value.toArray());
  expect(dropout(x, { training: false })).toBe(x);
  expect(() => dropout(x, { p: 2 })).toThrow('Cannot drop with probability 2');
});
