import type { Subset } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';

/** Memory and chance: what stands around the arrays. */
export function describeSurroundings(subset: Subset, { describe, test, expect }: ConformanceApi): void {
  const { array, tidy, unscoped, Random, defaultRandom } = subset;

  describe('tidy, unscoped, dispose', () => {
    test('tidy() returns what its function returns', () => {
      expect(tidy(() => array([1, 2]).add(1)).toArray()).toEqual([2, 3]);
    });
    test('tidy() keeps the arrays of an object it returns', () => {
      const { a, b } = tidy(() => ({ a: array([1]).add(1), b: array([1]).mul(5) }));
      expect([a.toArray(), b.toArray()]).toEqual([[2], [5]]);
    });
    test('tidy() inside tidy() keeps its result until the outer one ends', () => {
      expect(tidy(() => tidy(() => array([1]).add(1)).add(1)).toArray()).toEqual([3]);
    });
    test('unscoped() lets an array outlive the tidy() around it', () => {
      const kept: { x?: { toArray(): unknown } } = {};
      tidy(() => {
        kept.x = unscoped(() => array([1, 2]));
      });
      expect(kept.x?.toArray()).toEqual([1, 2]);
    });
    test('dispose() of one array leaves the others alone', () => {
      const [a, b] = [array([1]), array([2])];
      a.dispose();
      expect(b.toArray()).toEqual([2]);
    });
  });

  describe('Random, defaultRandom', () => {
    const order = (seed: number) => Array.from(new Random(seed).permutation(50));
    test('Random.permutation() holds every number below n once', () => {
      expect(order(1).sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
    });
    test('Random.permutation() mixes them', () => {
      expect(order(1).filter((value, i) => value === i).length).toBeLessThan(10);
    });
    test('Random gives the same order for the same seed', () => {
      const [first, again] = [order(1), order(1)];
      expect(again).toEqual(first);
    });
    test('Random gives another order for another seed', () => {
      const [one, two] = [order(1), order(2)];
      expect(one.join() === two.join()).toBe(false);
    });
    test('Random.permutation() gives another order the next time', () => {
      const random = new Random(1);
      const [first, second] = [random.permutation(50), random.permutation(50)];
      expect(Array.from(first).join() === Array.from(second).join()).toBe(false);
    });
    test('defaultRandom() is one stream that goes on', () => {
      const [stream, again] = [defaultRandom(), defaultRandom()];
      expect(again).toBe(stream);
    });
  });
}
