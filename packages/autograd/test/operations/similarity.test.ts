import { describe, expect, test } from 'vitest';
import { cosineSimilarity, normalize, tensor } from '../../src/index.ts';
import { checkTwice, describeGolden, leaf } from '../golden.ts';

describeGolden('similarity', ({ x, other }, name, { options }) =>
  name.startsWith('normalize') ? normalize(x!, options as object) : cosineSimilarity(x!, other!, options as object),
);

describe('normalize() and cosineSimilarity()', () => {
  test('have the right slopes, twice', () => {
    checkTwice((x) => normalize(x), [leaf([2, 3])]);
    checkTwice((a, b) => cosineSimilarity(a, b, { axis: 0 }), [leaf([2, 3]), leaf([2, 1], { seed: 4 })]);
  });

  test('leave a vector of zeros as it is, with slopes that are no NaN', () => {
    const x = tensor([0, 0], { requiresGrad: true });
    cosineSimilarity(x, tensor([3, 4])).backward();
    expect(normalize(x).value.toArray()).toEqual([0, 0]);
    expect(cosineSimilarity(x, tensor([3, 4])).item()).toBe(0);
    expect([...x.grad!.toFlat()].every(Number.isFinite)).toBe(true);
  });
});
