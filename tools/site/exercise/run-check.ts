import type { CheckResult, Failure, StepResult } from '@zero-to-gpt/check';
import type { AskOptions, Ended } from '../runtime/engine.ts';
import type { CellError } from '../shared/protocol.ts';

/** What a check needs of an engine. */
export interface CheckEngine {
  check(exercise: string, code: string, options: AskOptions): Promise<Ended<CheckResult>>;
  /** Ends the worker, whatever it does. */
  end(error?: CellError): void;
}

/** Options of `runCheck`. */
export interface RunCheckOptions extends Pick<AskOptions, 'onStep' | 'onShown'> {
  /** Milliseconds that each step may take. */
  readonly limit?: number;
  /** Milliseconds for the engine and the packages to load. */
  readonly loading?: number;
  /** Ends the check before its time. */
  readonly signal?: AbortSignal;
}

/** Name of the time before the learner's code is read. */
export const starting = 'starting';

/**
 * Runs an exercise's check on a reader's code. An answer comes back whatever the code does: a step without end is stopped
 * and named. The engine is ended then.
 */
export async function runCheck(
  engine: CheckEngine,
  exercise: string,
  code: string,
  { limit = 10_000, loading = 60_000, signal, onStep, ...options }: RunCheckOptions = {},
): Promise<CheckResult> {
  const begun: string[] = [];
  if (signal?.aborted) return early(exercise, begun, stopped(starting));
  let [timer, late]: [ReturnType<typeof setTimeout> | undefined, boolean] = [undefined, false];
  const wait = (time: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      late = true;
      engine.end();
    }, time);
  };
  const stop = (): void => engine.end();
  signal?.addEventListener('abort', stop);
  wait(loading);
  try {
    const ended = await engine.check(exercise, code, {
      ...options,
      onStep(name) {
        begun.push(name);
        wait(limit);
        onStep?.(name);
      },
    });
    if (ended.ok) return ended.value;
    const step = begun.at(-1) ?? starting;
    return early(exercise, begun, late ? tooLate(step, limit, loading) : broken(step, ended.error));
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

/** Name under which the worker reads the learner's code, before the first step of the check. */
export const reading = 'reading your code';

function tooLate(step: string, limit: number, loading: number): Failure {
  const message =
    step === starting
      ? `The engine did not load within ${loading / 1000} s: is the connection slow? Check again`
      : `“${step}” did not finish within ${limit / 1000} s: is there a loop that never ends?`;
  return { step, kind: 'time', message };
}

const stopped = (step: string): Failure => ({ step, kind: 'time', message: 'Stopped before the check was through' });

const cures: Readonly<Record<string, string>> = {
  LoadError: 'Check the connection, then check again. An extension that blocks scripts can be the reason, too.',
  WorkerCrash: 'Does a list grow for ever, or an array become far too large?',
};

/** The worker's own errors, in the words of an exercise. */
function broken(step: string, { name, message, cure }: CellError): Failure {
  const own = cures[name];
  if (name === 'Interrupted') return stopped(step);
  const detail = own ?? cure;
  return { step, kind: 'throw', message: own ? message : `${name}: ${message}`, ...(detail && { detail }) };
}

/** The answer of a check that did not come to its end: what was begun before has passed. */
function early(id: string, begun: readonly string[], failure: Failure): CheckResult {
  const names = begun.filter((name) => name !== reading && name !== failure.step);
  const steps: StepResult[] = names.map((name) => ({ name, ok: true, ms: 0 }));
  return { id, total: 0, steps: [...steps, { name: failure.step, ok: false, ms: 0 }], failure };
}
