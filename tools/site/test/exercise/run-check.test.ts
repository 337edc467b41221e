import type { CheckResult } from '@zero-to-gpt/check';
import { expect, test, vi } from 'vitest';
import { Checker } from '../../exercise/checker.ts';
import { type CheckEngine, reading, runCheck } from '../../exercise/run-check.ts';
import type { AskOptions, Ended } from '../../runtime/engine.ts';
import type { CellError } from '../../shared/protocol.ts';

const passed: CheckResult = { id: 'linalg/norm', total: 1, steps: [{ name: 'one', ok: true, ms: 1 }] };

/** An engine that does what a test says, until it is ended. */
function engine(act: (tell: AskOptions) => Promise<Ended<CheckResult>>): CheckEngine {
  let end: (error: CellError) => void;
  const ended = new Promise<Ended<CheckResult>>((resolve) => {
    end = (error) => resolve({ ok: false, ms: 0, error });
  });
  return {
    check: (_exercise, _code, options) => Promise.race([act(options), ended]),
    end: (error = { name: 'Interrupted', message: 'Ended' }) => end(error),
  };
}

const forever = (): Promise<never> => new Promise(() => {});
const run = (act: Parameters<typeof engine>[0], options = {}): Promise<CheckResult> =>
  runCheck(engine(act), 'linalg/norm', 'code', options);

test('the answer of the check is given as it is, and each step is told', async () => {
  const steps: string[] = [];
  const result = await run(
    async ({ onStep }) => {
      onStep?.('one');
      return { ok: true, ms: 1, value: passed };
    },
    { onStep: (name: string) => steps.push(name) },
  );
  expect(result).toBe(passed);
  expect(steps).toEqual(['one']);
});

test('a step without end is stopped and named; those before it have passed', async () => {
  vi.useFakeTimers();
  const answer = run(async ({ onStep }) => {
    for (const name of [reading, 'one', 'two']) onStep?.(name);
    return forever();
  });
  await vi.advanceTimersByTimeAsync(10_000);
  const { steps, failure } = await answer;
  expect(failure).toEqual({
    step: 'two',
    kind: 'time',
    message: '“two” did not finish within 10 s: is there a loop that never ends?',
  });
  expect(steps.map(({ name, ok }) => [name, ok])).toEqual([
    ['one', true],
    ['two', false],
  ]);
  vi.useRealTimers();
});

test('code that never ends while it is read is named as such', async () => {
  const answer = await run(
    async ({ onStep }) => {
      onStep?.(reading);
      return forever();
    },
    { limit: 1 },
  );
  expect(answer.failure).toMatchObject({ step: 'reading your code', kind: 'time' });
});

test('an engine that does not load is no fault of the code', async () => {
  const { failure } = await run(forever, { loading: 1 });
  expect(failure?.message).toContain('is the connection slow?');
});

test('a check can be stopped', async () => {
  const stop = new AbortController();
  const answer = run(forever, { signal: stop.signal });
  stop.abort();
  expect((await answer).failure?.message).toBe('Stopped before the check was through');
});

test.each([
  ['WorkerCrash', 'The worker that runs code has ended', 'The worker that runs code has ended'],
  ['RangeError', 'Invalid array length', 'RangeError: Invalid array length'],
])('%s is a failure of the step at work', async (name, message, said) => {
  const { failure } = await run(async ({ onStep }) => {
    onStep?.('one');
    return { ok: false, ms: 0, error: { name, message } };
  });
  expect(failure).toMatchObject({ step: 'one', kind: 'throw', message: said });
});

test('a worker that earlier code left busy for ever is replaced, and the check runs in the new one', async () => {
  vi.useFakeTimers();
  const made: number[] = [];
  const checker = new Checker(() => {
    const number = made.push(made.length);
    let calls = 0;
    let over: unknown;
    const inner = engine(async () => (number === 1 && ++calls > 1 ? forever() : { ok: true, ms: 1, value: passed }));
    return {
      check: inner.check,
      end: (error) => {
        over = 'ended';
        inner.end(error);
      },
      get over() {
        return over;
      },
    };
  });
  expect(await checker.check('linalg/norm', 'code')).toBe(passed);
  const second = checker.check('linalg/norm', 'code');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(await second).toBe(passed);
  expect(made.length).toBe(2);
  vi.useRealTimers();
});

test('checks that are asked for at once run one after the other', async () => {
  let running = 0;
  const checker = new Checker(() => ({
    over: undefined,
    end() {},
    async check() {
      expect(++running).toBe(1);
      await new Promise((done) => setTimeout(done, 1));
      running--;
      return { ok: true, ms: 1, value: passed };
    },
  }));
  const both = await Promise.all([checker.check('linalg/norm', 'a'), checker.check('linalg/dot', 'b')]);
  expect(both).toEqual([passed, passed]);
});
