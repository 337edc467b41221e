import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import { names, type Subset } from './subset.ts';
import { describeLayers } from './suite/layers.ts';
import { describeLosses } from './suite/losses.ts';
import { describeMeasures } from './suite/measures.ts';
import { describeParameters } from './suite/parameters.ts';
import { describeTraining } from './suite/training.ts';

/**
 * The tests that a module must pass to stand in for `@zero-to-gpt/dense`; our own passes them too. It must take and give
 * arrays of `@zero-to-gpt/linalg`. Names that are missing are listed by one failing test in place of the others.
 */
export function conformance(implementation: object, api: ConformanceApi): void {
  const { describe, test } = api;
  describe('dense', () => {
    const subset = implementation as Partial<Subset>;
    const missing = names.filter((name) => subset[name] === undefined);
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for dense: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const whole = subset as Subset; // its names are there; the tests say what else is wrong
    describeParameters(whole, api);
    describeLayers(whole, api);
    describeLosses(whole, api);
    describeTraining(whole, api);
    describeMeasures(whole, api);
  });
}
