import { lacks, onnxCases } from '@zero-to-gpt/build/needs';
import { cpu, reference, scope } from '@zero-to-gpt/linalg';
import { matchers } from '@zero-to-gpt/linalg/testing';
import { describe, expect, test } from 'vitest';
import { type Case, caseNames, readCase } from './onnx/cases.ts';
import { answer, arrayOf, leftOut } from './onnx/operation.ts';

expect.extend(matchers);

const skip = lacks('onnx');
const all: readonly Case[] = skip ? [] : caseNames(onnxCases).map((name) => readCase(onnxCases, name));
const run = all.filter((each) => leftOut(each) === undefined);
const out = all.filter((each) => leftOut(each) !== undefined);

describe.skipIf(skip)('ONNX’s node cases', () => {
  test.each(run)('$name', async (given) => {
    for (const device of [reference, cpu]) {
      using _ = scope();
      const found = answer(given, device);
      for (const [i, wanted] of given.outputs.entries()) {
        if (!wanted) continue;
        expect(found[i]!.shape).toEqual(wanted.shape);
        await expect(found[i]).toBeAllClose(arrayOf(wanted, device).toArray(), { rtol: 1e-5, atol: 1e-6 });
      }
    }
  });

  test('are 176, of which at least 140 run; each one left out has a reason', () => {
    console.log(`${run.length} of ${all.length} ONNX cases run`);
    for (const each of out) console.log(`left out: ${each.name}: ${leftOut(each)}`);
    expect(all.length).toBe(176);
    expect(run.length).toBeGreaterThanOrEqual(140);
  });

  test('have an output that is compared in each', () => {
    for (const { name, outputs } of run) expect(outputs.some(Boolean), name).toBe(true);
  });
});
