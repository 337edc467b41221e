import { inspect } from 'node:util';
import { equals } from './equals.ts';

/** What can be expected of a value: the part of vitest's `expect` that conformance suites use. */
export interface Expectation {
  /** The very same value (`Object.is`). */
  toBe(want: unknown): void;
  /** Equal in every part. */
  toEqual(want: unknown): void;
  /** Within half a unit of the last of `digits` decimals. */
  toBeCloseTo(want: number, digits?: number): void;
  toBeLessThan(want: number): void;
  toBeGreaterThan(want: number): void;
  /** The function throws; with an error of that class, or a message that holds the text or matches. */
  toThrow(want?: string | RegExp | (new (...words: never[]) => Error)): void;
}

/** Begins a sentence about a value: `expect(2 + 2).toBe(4)`. */
export function expect(got: unknown): Expectation {
  const fail = (wanted: string): never => {
    throw new Error(`Found ${show(got)}, wanted ${wanted}`);
  };
  const compare = (sign: string, holds: boolean, want: number): void => {
    if (!holds) fail(`${sign} ${want}`);
  };
  return {
    toBe(want) {
      if (!Object.is(got, want)) fail(equals(got, want) ? `the very same object as ${show(want)}` : show(want));
    },
    toEqual(want) {
      if (!equals(got, want)) fail(show(want));
    },
    toBeCloseTo(want, digits = 2) {
      const near = typeof got === 'number' && (got === want || Math.abs(got - want) < 0.5 * Number(`1e-${digits}`));
      if (!near) fail(`${want}, to ${digits} decimals`);
    },
    toBeLessThan: (want) => compare('less than', typeof got === 'number' && got < want, want),
    toBeGreaterThan: (want) => compare('more than', typeof got === 'number' && got > want, want),
    toThrow(want) {
      const error = thrownBy(got);
      if (error === nothing)
        throw new Error(`Nothing was thrown, wanted ${want === undefined ? 'an error' : show(want)}`);
      const text = error instanceof Error ? error.message : String(error);
      const fits =
        want === undefined ||
        (typeof want === 'string'
          ? text.includes(want)
          : want instanceof RegExp
            ? want.test(text)
            : error instanceof want);
      if (!fits) throw new Error(`Found an error that says "${text}", wanted ${show(want)}`);
    },
  };
}

const nothing = Symbol('nothing');

function thrownBy(body: unknown): unknown {
  if (typeof body !== 'function') throw new TypeError(`Cannot see whether ${show(body)} throws: wanted a function`);
  try {
    body();
  } catch (error) {
    return error;
  }
  return nothing;
}

const show = (value: unknown): string =>
  typeof value === 'function'
    ? `${value.name || 'a function'}`
    : inspect(value, { depth: 4, maxArrayLength: 12, breakLength: 100 });
