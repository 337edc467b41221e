import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import { names, type Subset } from './subset.ts';
import { describeCharacters } from './suite/characters.ts';
import { describeRecurrent } from './suite/recurrent.ts';
import { describeSequences } from './suite/sequences.ts';

/**
 * The tests that a module must pass to stand in for `@zero-to-gpt/rnn`; our own passes them too. It must take and give
 * arrays of `@zero-to-gpt/linalg`, and parameters of `@zero-to-gpt/dense`. Names that are missing are listed by one
 * failing test in place of the others.
 */
export function conformance(implementation: object, api: ConformanceApi): void {
  const { describe, test } = api;
  describe('rnn', () => {
    const subset = implementation as Partial<Subset>;
    const missing = names.filter((name) => subset[name] === undefined);
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for rnn: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const whole = subset as Subset; // its names are there; the tests say what else is wrong
    describeRecurrent(whole, api);
    describeSequences(whole, api);
    describeCharacters(whole, api);
  });
}
