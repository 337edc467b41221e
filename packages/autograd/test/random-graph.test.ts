import { cpu, type Device, fromData, Random, reference, scope } from '@zero-to-gpt/linalg';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grad, gradCheck, Tensor } from '../src/index.ts';
import { type Choice, randomGraph, stepNames } from './random-graph.ts';

const choice: fc.Arbitrary<Choice> = fc.record({
  step: fc.nat(stepNames.length - 1),
  a: fc.nat(30),
  b: fc.nat(30),
  pick: fc.nat(30),
});
/** Shapes that broadcast with each other, often. */
const shape = fc.subarray([2, 3, 1], { maxLength: 3 });
const graph = fc.record({
  seed: fc.nat(1e6),
  shapes: fc.array(shape, { minLength: 2, maxLength: 3 }),
  choices: fc.array(choice, { minLength: 6, maxLength: 14 }),
});

/** Leaves of numbers in ±1. */
function leavesOf(shapes: readonly (readonly number[])[], seed: number, device: Device): Tensor[] {
  const random = new Random(seed);
  return shapes.map((axes) => {
    const data = Float64Array.from({ length: axes.reduce((x, y) => x * y, 1) }, () => random.next() * 2 - 1);
    return new Tensor(fromData(data, axes, { device }), { requiresGrad: true });
  });
}

for (const [device, numRuns] of [
  [reference, 500],
  [cpu, 30],
] as const)
  describe(`random computations with forks, broadcasts and views on ${device.name}`, () => {
    const used = new Set<string>();
    test(`the gradients of ${numRuns} are central differences, and the same when traced`, () => {
      fc.assert(
        fc.property(graph, ({ seed, shapes, choices }) => {
          using _ = scope();
          const leaves = leavesOf(shapes, seed, device);
          const { run, names } = randomGraph(leaves, choices);
          for (const name of names) used.add(name);
          gradCheck((...xs) => run(...xs).add(xs.map((x) => x.sum()).reduce((x, y) => x.add(y))), leaves);
          const total = run(...leaves).add(leaves.map((x) => x.sum()).reduce((x, y) => x.add(y)));
          const traced = grad(total, leaves, { createGraph: true });
          const plain = grad(total, leaves);
          for (const [i, dx] of traced.entries())
            dx.value.toFlat().forEach((slope, k) => {
              expect(Math.abs(slope - plain[i]!.value.toFlat()[k]!)).toBeLessThanOrEqual(
                1e-10 * Math.max(1, Math.abs(slope)),
              );
            });
        }),
        { numRuns, seed: 20 },
      );
    });
    if (device === reference)
      test('which used every kind of step', () => {
        expect(stepNames.filter((name) => !used.has(name))).toEqual([]);
      });
  });
