import { describe, test, expect as vitest } from 'vitest';
import { expect } from '../../src/child/small-expect.ts';

/** Statements that hold and that do not: vitest's own `expect` must agree with each. */
const statements: readonly [name: string, holds: boolean, state: (e: typeof expect) => void][] = [
  ['1 is 1', true, (e) => e(1).toBe(1)],
  ['NaN is NaN', true, (e) => e(Number.NaN).toBe(Number.NaN)],
  ['0 is not -0', false, (e) => e(0).toBe(-0)],
  ['a list is not another', false, (e) => e([1]).toBe([1])],
  ['lists are equal', true, (e) => e([1, [2, Number.NaN]]).toEqual([1, [2, Number.NaN]])],
  ['lists differ', false, (e) => e([1, 2]).toEqual([1, 3])],
  ['lists of other lengths', false, (e) => e([1, 2]).toEqual([1])],
  ['objects are equal', true, (e) => e({ a: { b: 'x' } }).toEqual({ a: { b: 'x' } })],
  ['a key without a value does not count', true, (e) => e({ a: 1, b: undefined }).toEqual({ a: 1 })],
  ['a key more', false, (e) => e({ a: 1, b: 2 }).toEqual({ a: 1 })],
  ['a key less', false, (e) => e({ a: 1 }).toEqual({ a: 1, b: 2 })],
  ['typed arrays are equal', true, (e) => e(new Float32Array([1, 2])).toEqual(new Float32Array([1, 2]))],
  ['typed arrays of two kinds', false, (e) => e(new Float32Array([1])).toEqual(new Float64Array([1]))],
  ['a typed array is no list', false, (e) => e(new Float32Array([1])).toEqual([1])],
  ['zeros of two signs', false, (e) => e([0]).toEqual([-0])],
  ['a list is no object', false, (e) => e([]).toEqual({})],
  ['null is no object', false, (e) => e(null).toEqual({})],
  ['sets are equal', true, (e) => e(new Set([1])).toEqual(new Set([1]))],
  ['maps differ', false, (e) => e(new Map([[1, 2]])).toEqual(new Map([[1, 3]]))],
  ['dates are equal', true, (e) => e(new Date(5)).toEqual(new Date(5))],
  ['close to 2 decimals', true, (e) => e(1.004).toBeCloseTo(1)],
  ['not close to 2 decimals', false, (e) => e(1.006).toBeCloseTo(1)],
  ['close to 5 decimals', true, (e) => e(1.000004).toBeCloseTo(1, 5)],
  ['NaN is close to nothing', false, (e) => e(Number.NaN).toBeCloseTo(1)],
  ['infinity is close to itself', true, (e) => e(Number.POSITIVE_INFINITY).toBeCloseTo(Number.POSITIVE_INFINITY)],
  ['1 is less than 2', true, (e) => e(1).toBeLessThan(2)],
  ['2 is not less than 2', false, (e) => e(2).toBeLessThan(2)],
  ['NaN is not less', false, (e) => e(Number.NaN).toBeLessThan(2)],
  ['3 is more than 2', true, (e) => e(3).toBeGreaterThan(2)],
  ['2 is not more than 2', false, (e) => e(2).toBeGreaterThan(2)],
  ['throws', true, (e) => e(thrower).toThrow()],
  ['throws nothing', false, (e) => e(() => 1).toThrow()],
  ['throws with a text', true, (e) => e(thrower).toThrow('no way')],
  ['throws with another text', false, (e) => e(thrower).toThrow('yes')],
  ['throws what matches', true, (e) => e(thrower).toThrow(/^no/)],
  ['throws an error of a class', true, (e) => e(thrower).toThrow(RangeError)],
  ['throws an error of no such class', false, (e) => e(thrower).toThrow(SyntaxError)],
];

function thrower(): void {
  throw new RangeError('no way');
}

describe.each(statements)('%s', (_, holds, state) => {
  const outcome = (e: typeof expect): boolean => {
    try {
      state(e);
      return true;
    } catch {
      return false;
    }
  };
  test(`is ${holds} for expect()`, () => vitest(outcome(expect)).toBe(holds));
  test('and so for vitest', () => vitest(outcome(vitest)).toBe(holds));
});

test('expect() says what was found and wanted', () => {
  vitest(() => expect([1, 2]).toEqual([1, 3])).toThrow('Found [ 1, 2 ], wanted [ 1, 3 ]');
  vitest(() => expect(1.2).toBeCloseTo(1)).toThrow('Found 1.2, wanted 1, to 2 decimals');
  vitest(() => expect(3).toBeLessThan(2)).toThrow('Found 3, wanted less than 2');
  vitest(() => expect([]).toBe([])).toThrow('wanted the very same object as []');
  vitest(() => expect(() => 1).toThrow('no')).toThrow("Nothing was thrown, wanted 'no'");
  vitest(() => expect(thrower).toThrow('yes')).toThrow('Found an error that says "no way", wanted \'yes\'');
});
