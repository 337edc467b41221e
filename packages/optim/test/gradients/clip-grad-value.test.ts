import { Parameter } from '@zero-to-gpt/autograd';
import { array, createReference, type Device, zeros } from '@zero-to-gpt/linalg';
import { forEachDevice, matchers } from '@zero-to-gpt/linalg/testing';
import { expect, test } from 'vitest';
import { clipGradValue } from '../../src/gradients/clip-grad-value.ts';
import { layers } from '../fixtures/layers.ts';

expect.extend(matchers);

const withGradients = (device: Device): Parameter[] =>
  layers.clipValue.before.map((nested) => {
    const gradient = array(nested, { device });
    const parameter = new Parameter(zeros([...gradient.shape], { device }));
    parameter.grad = gradient;
    return parameter;
  });

forEachDevice((makeDevice, name) => {
  test(`clipGradValue() on ${name} clips as PyTorch does`, async () => {
    const all = withGradients(makeDevice());
    clipGradValue(all, { clipValue: layers.clipValue.clipValue });
    for (const [i, { grad }] of all.entries())
      await expect(grad!).toBeAllClose(layers.clipValue.after[i]!, { rtol: 1e-6 });
  });

  test(`clipGradValue() on ${name} lets NaN be seen, and brings infinities in`, async () => {
    const x = new Parameter(zeros([3], { device: makeDevice() }));
    x.grad = array([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY], { device: x.device });
    clipGradValue([x], { clipValue: 2 });
    expect([...(await x.grad.data())]).toEqual([Number.NaN, 2, -2]);
  });
});

test('clipGradValue() passes parameters without a gradient over, and makes nothing', () => {
  const device = createReference();
  const [x, y] = [new Parameter(zeros([3], { device })), new Parameter(zeros([2], { device }))];
  x.grad = array([5, -5, 0.5], { device });
  const { bytes, peak } = device.stats();
  clipGradValue([x, y]);
  expect(device.stats()).toMatchObject({ bytes, peak });
  expect([x.grad.toArray(), y.grad]).toEqual([[1, -1, 0.5], null]);
});

test('clipGradValue() refuses values that cannot be', () => {
  expect(() => clipGradValue([], { clipValue: 0 })).toThrow(
    'Cannot clip gradients to value 0: expected a number above 0',
  );
  expect(() => clipGradValue([], { clipValue: Number.NaN })).toThrow('Cannot clip gradients to value NaN');
});
