import { tidy } from '@zero-to-gpt/linalg';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Tensor, tensor, Value } from '../src/index.ts';

/** A step of a random computation: an operation on results so far. */
interface Step {
  readonly name: 'add' | 'sub' | 'mul' | 'div' | 'maximum' | 'tanh' | 'sigmoid' | 'relu' | 'sin' | 'exp' | 'abs';
  readonly left: number;
  readonly right: number;
}
const unary = ['tanh', 'sigmoid', 'relu', 'sin', 'exp', 'abs'] as const;
const step: fc.Arbitrary<Step> = fc.record({
  name: fc.constantFrom('add', 'sub', 'mul', 'div', 'maximum', ...unary),
  left: fc.nat(40),
  right: fc.nat(40),
});
const numbers = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 2, maxLength: 4 });

/** Runs the steps on values or tensors, and sums up what is left, made small by tanh. */
function run<T extends Value | Tensor>(inputs: readonly T[], steps: readonly Step[]): T {
  const made: T[] = [...inputs];
  for (const { name, left, right } of steps) {
    const [a, b] = [made[left % made.length]!, made[right % made.length]!];
    const isUnary = (unary as readonly string[]).includes(name);
    // a quotient of anything by 1 + b²; both classes have these methods
    const operand = name === 'div' ? (b as Value).mul(b as Value).add(1) : (b as Value);
    const next = isUnary ? (a as Value)[name as 'tanh']() : (a as Value)[name as 'add'](operand);
    made.push((name === 'exp' ? next.tanh() : next) as T);
  }
  return made.map((each) => (each as Value).tanh()).reduce((sum, each) => sum.add(each)) as T;
}

test('Value and Tensor find the same gradients of random expressions with forks', () => {
  fc.assert(
    fc.property(numbers, fc.array(step, { minLength: 1, maxLength: 24 }), (data, steps) => {
      const values = data.map((number) => new Value(number));
      const y = run(values, steps);
      y.backward();
      tidy(() => {
        const tensors = data.map((number) => tensor(number, { dtype: 'float64', requiresGrad: true }));
        const z = run(tensors, steps);
        z.backward();
        expect(z.item()).toBeCloseTo(y.data, 9);
        for (const [i, { grad }] of tensors.entries()) {
          const found = grad!.item();
          expect(Math.abs(found - values[i]!.grad)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(found)));
          grad!.dispose();
        }
      });
    }),
    { numRuns: 200, seed: 1 },
  );
});
