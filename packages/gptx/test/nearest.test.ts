import { expect, test } from 'vitest';
import { nearest } from '../src/nearest.ts';

test('nearest() finds the known name with the fewest edits', () => {
  expect(nearest('nLayers', ['nHead', 'nLayer', 'lr'])).toBe('nLayer');
  expect(nearest('batchSise', ['blockSize', 'batchSize'])).toBe('batchSize');
});

test('nearest() takes no notice of capitals and dashes', () => {
  expect(nearest('--WEIGHT-DECAY', ['minLr', 'weightDecay'])).toBe('weightDecay');
});

test('nearest() of nothing known is undefined', () => {
  expect(nearest('x', [])).toBeUndefined();
});
