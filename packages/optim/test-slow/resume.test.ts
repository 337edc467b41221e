import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { type Choice, checkResume, optimizers, rates, samplers, steps } from '../test/fixtures/resumable-run.ts';

let root: string;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'optim-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const newFolder = () => mkdtempSync(join(root, 'run-'));

test('any optimizer, schedule, loader and device, stopped anywhere', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record<Choice>({
        optimizer: fc.constantFrom(...Object.keys(optimizers)),
        rate: fc.constantFrom(...Object.keys(rates), 'plateau'),
        sampler: fc.constantFrom(...(Object.keys(samplers) as (keyof typeof samplers)[])),
        batchSize: fc.constantFrom(3, 5, 7),
        device: fc.constantFrom('cpu', 'reference'),
      }),
      fc.integer({ min: 0, max: steps }),
      async (choice, at) => await checkResume(choice, at, newFolder()),
    ),
    { numRuns: 200 },
  );
});
