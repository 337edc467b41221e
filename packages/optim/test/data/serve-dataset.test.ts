import { expect, test } from 'vitest';
import { serveDataset } from '../../src/data/serve-dataset.ts';

test('serveDataset() outside of a worker says where it belongs', () => {
  expect(() => serveDataset(() => ({ length: 1, get: () => 1 }))).toThrow(
    'Cannot serve a dataset: expected to run in a worker, give this module to a loader as workers.module',
  );
});
