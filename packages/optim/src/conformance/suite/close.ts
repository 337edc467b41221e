import type { NDArray, Nested } from '@zero-to-gpt/linalg';
import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';

/** States shape and numbers of an array, the numbers to `digits` places after the point. */
export function close({ expect }: ConformanceApi, found: NDArray, wanted: Nested, digits = 4): void {
  expect([...found.shape]).toEqual(shapeOf(wanted));
  const numbers = flat(found.toArray());
  for (const [i, value] of flat(wanted).entries()) expect(numbers[i]).toBeCloseTo(value, digits);
}

function shapeOf(nested: Nested): number[] {
  return typeof nested === 'number' ? [] : [nested.length, ...(nested.length > 0 ? shapeOf(nested[0]!) : [])];
}

function flat(nested: Nested): number[] {
  return typeof nested === 'number' ? [nested] : nested.flatMap(flat);
}
