import { tensor } from '@zero-to-gpt/autograd';
import { expect, test } from 'vitest';
import { BatchNorm2d } from '../../src/layers/batch-norm-2d.ts';
import { describeLayer } from '../fixtures/describe-layer.ts';

describeLayer('BatchNorm2d', [{ golden: 'batchNorm2d', make: (options) => new BatchNorm2d(2, options) }]);

test('BatchNorm2d refuses what is no batch of images, and other numbers of channels', () => {
  expect(() => new BatchNorm2d(3).forward(tensor([[1, 2, 3]]))).toThrow(
    'Cannot normalise [1,3] by batch: expected (N, C, H, W) with C 3',
  );
  expect(() => new BatchNorm2d(3).forward(tensor([[[[1, 2]]]]))).toThrow('axis 1 is 1, expected 3');
});
