import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import { names, type Subset } from './subset.ts';
import { describeData } from './suite/data.ts';
import { describeDescent } from './suite/descent.ts';
import { describeLayers } from './suite/layers.ts';
import { describeOptimizers } from './suite/optimizers.ts';

/**
 * The tests that a module must pass to stand in for `@zero-to-gpt/optim`; our own passes them too. It works on tensors
 * and parameters of `@zero-to-gpt/autograd`. Names that are missing are listed by one failing test in place of the others.
 */
export function conformance(implementation: object, api: ConformanceApi): void {
  const { describe, test } = api;
  describe('optim', () => {
    const subset = implementation as Partial<Subset>;
    const missing = names.filter((name) => subset[name] === undefined);
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for optim: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const whole = subset as Subset; // its names are there; the tests say what else is wrong
    describeOptimizers(whole, api);
    describeDescent(whole, api);
    describeLayers(whole, api);
    describeData(whole, api);
  });
}
