import { tensor } from '@zero-to-gpt/autograd';
import { expect, test } from 'vitest';
import { GroupNorm } from '../../src/layers/group-norm.ts';
import { describeLayer } from '../fixtures/describe-layer.ts';

describeLayer('GroupNorm', [
  { golden: 'groupNorm', make: (options) => new GroupNorm(2, 4, options) },
  { golden: 'groupNormImage', make: (options) => new GroupNorm(3, 6, { eps: 1e-3, ...options }) },
  { golden: 'groupNormPlain', make: (options) => new GroupNorm(2, 4, { affine: false, ...options }) },
]);

test('GroupNorm refuses inputs and groups that cannot be', () => {
  expect(() => new GroupNorm(3, 4)).toThrow(
    'Cannot normalise 4 channels in 3 groups: expected whole numbers, channels a multiple of groups',
  );
  expect(() => new GroupNorm(0, 4)).toThrow('Cannot normalise 4 channels in 0 groups');
  expect(() => new GroupNorm(2, 4, { eps: -1 })).toThrow('Cannot normalise with eps -1');
  expect(() => new GroupNorm(2, 4).forward(tensor([[1, 2]]))).toThrow(
    'Cannot normalise [1,2] by group: expected (N, 4, …)',
  );
  expect(() => new GroupNorm(2, 4).forward(tensor([1, 2, 3, 4]))).toThrow('Cannot normalise [4] by group');
});
