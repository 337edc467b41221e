import type { CheckResult } from '@zero-to-gpt/check';
import { Engine } from '../runtime/engine.ts';
import { type CheckEngine, type RunCheckOptions, runCheck, starting } from './run-check.ts';

/** An engine that may have ended. */
export interface MortalEngine extends CheckEngine {
  /** Why it has ended, where it has. */
  readonly over: unknown;
}

/** Milliseconds in which a worker that is there already must begin: earlier code may have left it busy for ever. */
const waking = 10_000;

/** Checks answers one after the other in one worker, kept warm; a new one takes the place of one that was ended. */
export class Checker {
  readonly #make: () => MortalEngine;
  #engine: MortalEngine | undefined;
  #before: Promise<unknown> = Promise.resolve();

  constructor(make: () => MortalEngine) {
    this.#make = make;
  }

  check(exercise: string, code: string, options: RunCheckOptions = {}): Promise<CheckResult> {
    const result = this.#before.then(() => this.#run(exercise, code, options));
    this.#before = result.catch(() => {});
    return result;
  }

  /** Ends the worker, as when the page is left. */
  end(): void {
    this.#engine?.end();
    this.#engine = undefined;
  }

  async #run(exercise: string, code: string, options: RunCheckOptions): Promise<CheckResult> {
    const warm = this.#engine?.over === undefined ? this.#engine : undefined;
    const engine = warm ?? this.#make();
    this.#engine = engine;
    const result = await runCheck(engine, exercise, code, warm ? { ...options, loading: waking } : options);
    const { step, kind } = result.failure ?? {};
    const asleep = warm && step === starting && kind === 'time' && !options.signal?.aborted;
    return asleep ? this.#run(exercise, code, options) : result;
  }
}

/** The worker of the exercises: the cells of a lesson keep what they have when a check must be ended. */
export const checker: Checker = new Checker(() => new Engine());
