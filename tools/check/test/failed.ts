import { type CheckOptions, check, type Failure, type Steps } from '@zero-to-gpt/check';

/** Why a check of one step fails; undefined where it passes. */
export async function failed(body: (t: Steps) => unknown): Promise<Failure | undefined> {
  const { failure } = await check('demo/one', (_, t) => t.step('one', () => body(t))).run({});
  return failure;
}

/** The same with a learner's function, which is handed to the step. */
export async function failedWith<F extends (...inputs: never[]) => unknown>(
  solve: F,
  body: (solve: F, t: Steps) => unknown,
  options: CheckOptions = {},
): Promise<Failure | undefined> {
  const one = check<{ solve: F }>('demo/one', (mine, t) => t.step('one', () => body(mine.solve, t)), options);
  const { failure } = await one.run({ solve });
  return failure;
}
