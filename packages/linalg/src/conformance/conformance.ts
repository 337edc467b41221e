import { members, names, type Subset, type SubsetArray } from './subset.ts';
import { describeArithmetic } from './suite/arithmetic.ts';
import { describeCreation } from './suite/creation.ts';
import { describeProducts } from './suite/products.ts';
import { describeReductions } from './suite/reductions.ts';
import { describeShapes } from './suite/shapes.ts';
import { describeSurroundings } from './suite/surroundings.ts';
import type { ConformanceApi } from './test-api.ts';

/**
 * The tests that a module must pass to stand in for `@zero-to-gpt/linalg` in `linreg`; our own passes them too. What it
 * must export is `Subset`, with arrays that are `SubsetArray`s. Names that are missing are listed by one failing test
 * in place of the others.
 */
export function conformance(implementation: object, api: ConformanceApi): void {
  const { describe, test } = api;
  describe('linalg', () => {
    const missing = names.filter((name) => !(name in implementation));
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for linalg: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const subset = implementation as Subset; // its names are there; the tests say what else is wrong
    test('its arrays have the members of the subset', () => {
      const x = subset.array([[1, 2]]) as Partial<SubsetArray> & object;
      const absent = members.filter((name) => !(name in x));
      if (absent.length > 0) throw new Error(`Cannot stand in for linalg: its arrays lack ${absent.join(', ')}`);
    });
    describeCreation(subset, api);
    describeShapes(subset, api);
    describeArithmetic(subset, api);
    describeReductions(subset, api);
    describeProducts(subset, api);
    describeSurroundings(subset, api);
  });
}
