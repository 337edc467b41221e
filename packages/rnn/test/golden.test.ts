import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cpu, reference, tidy } from '@zero-to-gpt/linalg';
import { describe, expect, test } from 'vitest';
import { gap, type RecurrentCase, type Solved, solve } from './pytorch-case.ts';

// fixtures/make.py writes these fields
const golden = JSON.parse(
  readFileSync(join(import.meta.dirname, 'fixtures/golden.json'), 'utf8'),
) as readonly (RecurrentCase & Solved)[];

const title = ({ kind, nonlinearity, bias = true, x }: RecurrentCase): string => {
  const rows = x as readonly (readonly unknown[])[]; // (B, T, I)
  return `${kind}${nonlinearity ? ` (${nonlinearity})` : ''}${bias ? '' : ' without bias'}, ${rows.length} × ${rows[0]!.length} steps`;
};
const cases = golden.map((given) => ({ title: title(given), given }));

describe.each([reference, cpu])('on $name', (device) => {
  test.each(cases)('a layer gives PyTorch’s results, states and slopes: $title', ({ given }) => {
    expect(tidyGap(given)).toBeLessThan(1e-9);
  });

  function tidyGap(given: RecurrentCase & Solved): number {
    let found = Infinity;
    tidy(() => {
      found = gap(solve(given, device, given.weights), given);
    });
    return found;
  }
});

test('the fixture has all three layers, both nonlinearities, and many steps', () => {
  expect(new Set(golden.map(({ kind, nonlinearity = '' }) => kind + nonlinearity))).toEqual(
    new Set(['RNN', 'RNNrelu', 'GRU', 'LSTM']),
  );
});
