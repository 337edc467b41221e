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
    const subset = implementation as Partial<Subset>;
    const missing = names.filter((name) => subset[name] === undefined);
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for linalg: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const whole = subset as Subset; // its names are there; the tests say what else is wrong
    test('its arrays have the members of the subset', () => {
      const x = whole.array([[1, 2]]) as Partial<SubsetArray>;
      const absent = members.filter((name) => x[name] === undefined);
      if (absent.length > 0) throw new Error(`Cannot stand in for linalg: its arrays lack ${absent.join(', ')}`);
    });
    describeCreation(whole, api);
    describeShapes(whole, api);
    describeArithmetic(whole, api);
    describeReductions(whole, api);
    describeProducts(whole, api);
    describeSurroundings(whole, api);
  });
}
