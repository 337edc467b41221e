import { Calls } from './calls.ts';
import { failureOf } from './failure.ts';
import type { CheckResult, Failure, StepResult } from './result.ts';
import { makeSteps, StepEnd, type Steps } from './steps.ts';

/** How a check is run. */
export interface RunOptions {
  /** Told the name of each step before it runs: a runner that stops a loop without end can say where it was. */
  readonly onStep?: (name: string) => void;
  /** Part of the path of the learner's file, by which its lines are found in stack traces. */
  readonly file?: string;
}

/** What an exercise changes of the rules. */
export interface CheckOptions {
  /** Names of the functions that are meant to change their inputs. */
  readonly mutates?: readonly string[];
}

/** The check of one exercise. */
export interface Check {
  /** `chapter/exercise`. */
  readonly id: string;
  /** Runs the steps on a learner's module until the first failure. Rejects only for mistakes of the check itself. */
  run(module: object, options?: RunOptions): Promise<CheckResult>;
}

/**
 * The check of one exercise: `define` gets the learner's module, with its functions watched, and `t`.
 *
 * @example
 * ```ts
 * import { check } from '@zero-to-gpt/check';
 *
 * const norm = check<{ norm(v: number[]): number }>('linalg/norm', ({ norm }, t) => {
 *   t.step('a 3-4-5 triangle', () => t.close(norm([3, 4]), 5));
 * });
 * const { failure } = await norm.run({ norm: (v: number[]) => v.reduce((sum, x) => sum + x * x, 0) });
 * failure?.message; // → 'The result is 25, but 5 is wanted: it is the square of the wanted one. Is a square root missing?'
 * ```
 * @typeParam Module - type of the learner's module, `typeof import('./solution.ts')`
 */
export function check<Module extends object>(
  id: string,
  define: (module: Module, t: Steps) => void,
  { mutates = [] }: CheckOptions = {},
): Check {
  return {
    id,
    async run(module, { onStep, file } = {}) {
      const calls = new Calls(mutates);
      const list: { readonly name: string; readonly body: () => unknown }[] = [];
      let [end, running] = [new StepEnd(), false];
      const add: Steps['step'] = (name, body) => {
        if (running) throw new RangeError(`Cannot add step "${name}" of ${id} inside a step`);
        if (list.some((other) => other.name === name)) throw new RangeError(`Cannot add step "${name}" of ${id} twice`);
        list.push({ name, body });
      };
      const watched = calls.watch(module) as Module; // the same names with the same types, functions wrapped
      define(
        watched,
        makeSteps(calls, add, () => end),
      );
      if (list.length === 0) throw new RangeError(`Cannot run ${id}: it has no steps`);
      running = true;

      const steps: StepResult[] = [];
      let failure: Failure | undefined;
      for (const { name, body } of list) {
        onStep?.(name);
        calls.last = undefined;
        end = new StepEnd();
        const start = performance.now();
        try {
          await body();
          await end.settle();
        } catch (error) {
          failure = failureOf(error, name, { calls, module, file });
        }
        steps.push({ name, ok: failure === undefined, ms: performance.now() - start });
        if (failure) break;
      }
      return { id, total: list.length, steps, ...(failure ? { failure } : {}) };
    },
  };
}
