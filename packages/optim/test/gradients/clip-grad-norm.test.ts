import { Parameter } from '@zero-to-gpt/autograd';
import { array, createReference, reference, scope, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { clipGradNorm } from '../../src/gradients/clip-grad-norm.ts';
import { layers } from '../fixtures/layers.ts';
import { parameters, setGradients } from '../fixtures/optimize.ts';
import { pytorch } from '../fixtures/pytorch.ts';

expect.extend(matchers);

forEachDevice((makeDevice, name) => {
  test.each(pytorch.clip)(`clipGradNorm() on ${name} scales as PyTorch does: maxNorm $maxNorm`, async (wanted) => {
    const both = parameters(makeDevice());
    setGradients(both, 0);
    const norm = clipGradNorm([both.weight, both.bias], { maxNorm: wanted.maxNorm });
    expect(norm.shape).toEqual([]);
    await expect(norm).toBeAllClose(wanted.norm, { rtol: 1e-6 });
    await expect(both.weight.grad!).toBeAllClose(wanted.gradients[0]!, { rtol: 1e-6 });
    await expect(both.bias.grad!).toBeAllClose(wanted.gradients[1]!, { rtol: 1e-6 });
  });

  test(`clipGradNorm() on ${name} passes parameters without a gradient over`, async () => {
    const { weight, bias } = parameters(makeDevice());
    await expect(clipGradNorm([weight, bias])).toBeAllClose(0);
    bias.grad = array([3, 4], { device: bias.device });
    await expect(clipGradNorm([weight, bias], { maxNorm: 1 })).toBeAllClose(5);
    expect(weight.grad).toBeNull();
    await expect(bias.grad).toBeAllClose([0.6, 0.8]);
  });

  test(`clipGradNorm() on ${name} lets NaN be seen`, async () => {
    const { weight, bias } = parameters(makeDevice());
    weight.grad = zeros([3, 2], { device: weight.device });
    bias.grad = array([Number.NaN, 1], { device: bias.device });
    expect((await clipGradNorm([weight, bias]).data())[0]).toBeNaN();
    expect([...(await weight.grad.data())]).toEqual(new Array(6).fill(Number.NaN));
  });
});

forEachDevice((makeDevice, name) => {
  test.each(layers.clipNorm)(`clipGradNorm() on ${name} knows the other norms: $normType`, async (wanted) => {
    const device = makeDevice();
    const all = wanted.before.map((nested) => {
      const gradient = array(nested, { device });
      const parameter = new Parameter(zeros([...gradient.shape], { device }));
      parameter.grad = gradient;
      return parameter;
    });
    const normType = wanted.normType === 'inf' ? Number.POSITIVE_INFINITY : Number(wanted.normType);
    const norm = clipGradNorm(all, { maxNorm: wanted.maxNorm, normType });
    expect(norm.shape).toEqual([]);
    await expect(norm).toBeAllClose(wanted.norm, { rtol: 1e-6 });
    for (const [i, { grad }] of all.entries()) await expect(grad!).toBeAllClose(wanted.after[i]!, { rtol: 1e-5 });
  });
});

forEachDevice((makeDevice, name) => {
  test(`clipGradNorm() on ${name} with maxNorm 0 measures and empties the gradients, as PyTorch does`, async () => {
    const weight = new Parameter(zeros([2], { device: makeDevice() }));
    weight.grad = array([3, 4], { device: weight.device });
    await expect(clipGradNorm([weight], { maxNorm: 0 })).toBeAllClose(5);
    await expect(weight.grad).toBeAllClose([0, 0]);
  });

  test(`clipGradNorm() on ${name} with maxNorm Infinity measures and changes nothing`, async () => {
    const { weight, bias } = parameters(makeDevice());
    bias.grad = array([3, 4], { device: bias.device });
    await expect(clipGradNorm([weight, bias], { maxNorm: Number.POSITIVE_INFINITY })).toBeAllClose(5);
    expect([...(await bias.grad.data())]).toEqual([3, 4]);
  });
});

test('clipGradNorm() frees all but the norm', () => {
  const device = createReference();
  const x = new Parameter(zeros([100], { device }));
  x.grad = zeros([100], { device });
  const before = device.stats().bytes;
  const norm = clipGradNorm([x]);
  expect(device.stats().bytes).toBe(before + 4);
  norm.dispose();
});

test('clipGradNorm() gives the norm to the open scope', () => {
  using _ = scope();
  const both = parameters(reference);
  setGradients(both, 0);
  const norm = clipGradNorm([both.weight, both.bias]);
  _[Symbol.dispose]();
  expect(norm.isDisposed).toBe(true);
});

test('clipGradNorm() wants a norm of at least 0', () => {
  for (const maxNorm of [-1, Number.NaN])
    expect(() => clipGradNorm([], { maxNorm })).toThrow(
      `Cannot clip gradients to norm ${maxNorm}: expected a number of at least 0`,
    );
  expect(() => clipGradNorm([], { normType: 0 })).toThrow('Cannot clip gradients by norm 0: expected a number above 0');
});
