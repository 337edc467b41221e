import type { ConformanceApi } from '@zero-to-gpt/linalg/conformance';
import { moduleMembers, names, type Subset, tensorMembers } from './subset.ts';
import { describeFunctions } from './suite/functions.ts';
import { describeModules } from './suite/modules.ts';
import { describeOperations } from './suite/operations.ts';
import { describeRules } from './suite/rules.ts';
import { describeTape } from './suite/tape.ts';
import { describeTraining } from './suite/training.ts';

/**
 * The tests that a module must pass to stand in for `@zero-to-gpt/autograd`; our own passes them too. It must compute
 * with the arrays of `@zero-to-gpt/linalg`. Names that are missing are listed by one failing test in place of the others.
 */
export function conformance(implementation: object, api: ConformanceApi): void {
  const { describe, test } = api;
  describe('autograd', () => {
    const subset = implementation as Partial<Subset>;
    const missing = names.filter((name) => subset[name] === undefined);
    test(`exports ${names.join(', ')}`, () => {
      if (missing.length > 0) throw new Error(`Cannot stand in for autograd: it does not export ${missing.join(', ')}`);
    });
    if (missing.length > 0) return;
    const whole = subset as Subset; // its names are there; the tests say what else is wrong
    test('its tensors and modules have the members of the subset', () => {
      const [x, module] = [whole.tensor([1, 2], { requiresGrad: true }), new whole.Module()];
      const absent = [
        ...tensorMembers.filter((name) => x[name] === undefined).map((name) => `Tensor.${name}`),
        ...moduleMembers.filter((name) => module[name] === undefined).map((name) => `Module.${String(name)}`),
      ];
      if (absent.length > 0) throw new Error(`Cannot stand in for autograd: it lacks ${absent.join(', ')}`);
    });
    describeOperations(whole, api);
    describeTape(whole, api);
    describeRules(whole, api);
    describeModules(whole, api);
    describeFunctions(whole, api);
    describeTraining(whole, api);
  });
}
