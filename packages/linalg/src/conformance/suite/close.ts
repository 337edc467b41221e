import type { SubsetArray, SubsetNested } from '../subset.ts';
import type { ConformanceApi } from '../test-api.ts';

/**
 * States shape and numbers of an array, the numbers to `digits` places after the point: float32 has about seven in all. For
 * suites of other chapters too.
 */
export function close(
  { expect }: ConformanceApi,
  found: Pick<SubsetArray, 'shape' | 'toArray'>,
  wanted: SubsetNested,
  digits = 4,
): void {
  expect([...found.shape]).toEqual(shapeOf(wanted));
  const numbers = flat(found.toArray());
  for (const [i, value] of flat(wanted).entries()) expect(numbers[i]).toBeCloseTo(value, digits);
}

function shapeOf(nested: SubsetNested): number[] {
  return typeof nested === 'number' ? [] : [nested.length, ...(nested.length > 0 ? shapeOf(nested[0]!) : [])];
}

function flat(nested: SubsetNested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}
