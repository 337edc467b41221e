import { arange, array, zeros } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { sequenceBatches } from '../src/index.ts';

const ids = (n: number) => arange(n, { dtype: 'int32' });

describe('sequenceBatches()', () => {
  test('reads streams side by side, piece by piece, each followed by the next id', () => {
    const pieces = [...sequenceBatches(ids(12), { batchSize: 2, length: 3 })];
    expect(pieces.map(({ x }) => x.toArray())).toEqual([
      [
        [0, 1, 2],
        [5, 6, 7],
      ],
      [
        [3, 4],
        [8, 9],
      ],
    ]);
    expect(pieces.map(({ y }) => y.toArray())).toEqual([
      [
        [1, 2, 3],
        [6, 7, 8],
      ],
      [
        [4, 5],
        [9, 10],
      ],
    ]);
  });
  test('takes a sequence that fills the streams exactly', () => {
    const [piece, ...rest] = [...sequenceBatches(ids(5), { batchSize: 2, length: 2 })];
    expect(piece!.y.toArray()).toEqual([
      [1, 2],
      [3, 4],
    ]);
    expect(rest).toEqual([]);
  });
  test('makes 32 streams of 32 steps unless told', () => {
    const [first] = sequenceBatches(ids(32 * 40 + 1));
    expect(first!.x.shape).toEqual([32, 32]);
  });
  test.each([
    [{ batchSize: 0 }, 'Cannot make sequence batches with batchSize 0: expected a whole number of at least 1'],
    [{ length: 2.5 }, 'Cannot make sequence batches with length 2.5: expected a whole number of at least 1'],
    [{ batchSize: 5 }, 'Cannot make 5 streams of ids [5]: expected [6 or more]'],
  ])('refuses %o', (options, message) => {
    expect(() => [...sequenceBatches(ids(5), options)]).toThrow(message);
  });
  test('refuses a table', () => {
    expect(() => [...sequenceBatches(zeros([4, 4]), { batchSize: 2 })]).toThrow('streams of ids [4,4]');
    expect(() => [...sequenceBatches(array(1), { batchSize: 1 })]).toThrow('streams of ids []');
  });
});
