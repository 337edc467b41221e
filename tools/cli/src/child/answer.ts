import type { Check } from '@zero-to-gpt/check';
import { placeIn } from './place-in.ts';

/** What the child process tells its parent. */
export type Told = { readonly step: string } | { readonly result: unknown };

const tell = (message: Told, then?: () => void): void => void process.send?.(message, undefined, undefined, then);

/**
 * Runs a check on the learner's module and tells the parent each step before it runs, and the result. The modules are
 * loaded here, so that an error while loading is an answer too.
 */
export async function answer(
  file: string,
  load: { check(): Promise<{ default: Check }>; mine(): Promise<Record<string, unknown>> },
): Promise<void> {
  let now = loading;
  const onStep = (step: string): void => {
    now = step;
    tell({ step });
  };
  const { default: check } = await load.check();
  const thrown = (error: unknown): void => {
    const message = error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${String(error)}`;
    const at = placeIn(error, process.cwd());
    const failure = { step: now, kind: 'throw', message, ...(at !== undefined && { at }) };
    tell({ result: { id: check.id, total: 0, steps: [{ name: now, ok: false, ms: 0 }], failure } }, end);
  };
  process.once('uncaughtException', thrown); // what the learner's code started and nobody awaits
  onStep(loading);
  try {
    const mine = await load.mine();
    tell({ result: await check.run(mine, { file, onStep }) }, end);
  } catch (error) {
    thrown(error);
  }
}

/** Name of the time before the first step. */
const loading = 'reading your file';

/** What the learner's code left running must not keep the answer waiting. */
const end = (): void => process.exit(0);
