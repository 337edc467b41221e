import type { Calls } from './calls.ts';
import { CheckError } from './check-error.ts';
import { type CloseOptions, close } from './close.ts';
import { equal } from './equal.ts';
import { type GradOptions, grad } from './gradient.ts';
import type { Numbers } from './numbers.ts';
import { shape, type WhatOptions } from './shape.ts';
import { assertUnchanged, type Snapshot, snapshot } from './snapshot.ts';
import { type ThrowsOptions, throws } from './throws.ts';

/** What a check is written with: `t`. Every assertion ends its step with a diagnosis where it does not hold. */
export interface Steps {
  /** Adds a step; `body` may be async. Steps run in order, the first failure ends the check. */
  step(name: string, body: () => unknown): void;
  /** Kind, shape and every number of `got` are as wanted; `want` decides the kind. */
  close(got: unknown, want: Numbers, options?: CloseOptions): void;
  /** `got` is an array, or a list in lists, of this shape. */
  shape(got: unknown, want: readonly number[], options?: WhatOptions): void;
  /** `got` are the slopes of `f` at `x`; they are found by central differences. */
  grad(f: (x: number[]) => number, x: Numbers, got: unknown, options?: GradOptions): void;
  /** Texts, booleans, lists, plain objects are equal in every part. */
  equal(got: unknown, want: unknown, options?: WhatOptions): void;
  /** The condition holds; `message` says in one line what and where, `detail` more. */
  ok(condition: unknown, message: string, detail?: string): void;
  /** `body`, which may be async, throws the error that is wanted. */
  throws(body: () => unknown, options?: ThrowsOptions): void;
  /** Gives back `x`; what it holds must be the same at the end of the step. For methods: functions are watched anyway. */
  input<T>(x: T): T;
}

/** What one step leaves to be done at its end. */
export class StepEnd {
  readonly #inputs: { readonly value: unknown; readonly before: Snapshot }[] = [];
  readonly #promises: Promise<void>[] = [];

  /** Keeps what a value holds now. */
  watch(value: unknown): void {
    this.#inputs.push({ value, before: snapshot(value) });
  }

  /** Keeps a promise of an assertion. */
  await(promise: Promise<void>): void {
    promise.catch(() => {}); // it is awaited in `settle`; until then nobody else is to hear of it
    this.#promises.push(promise);
  }

  /** Waits for the promises, then compares the inputs. */
  async settle(): Promise<void> {
    await Promise.all(this.#promises);
    for (const { value, before } of this.#inputs)
      assertUnchanged(before, value, {
        who: 'An input was changed',
        freed: 'An input was freed: it belongs to the caller',
      });
  }
}

/** `t` for one run of a check. `step` takes the steps; `end` gives what the running step leaves to be done. */
export function makeSteps(calls: Calls, step: Steps['step'], end: () => StepEnd): Steps {
  return {
    step,
    close: (got, want, options = {}) => close(got, want, options, calls),
    shape: (got, want, options = {}) => shape(got, want, options, calls),
    grad: (f, x, got, options = {}) => grad(f, x, got, options, calls),
    equal: (got, want, options = {}) => equal(got, want, options, calls),
    ok: (condition, message, detail = '') => {
      if (!condition) throw new CheckError('value', message, [detail, calls.describe()]);
    },
    throws: (body, options = {}) => {
      const later = throws(body, options, calls);
      if (later) end().await(later);
    },
    input: (x) => {
      end().watch(x);
      return x;
    },
  };
}
