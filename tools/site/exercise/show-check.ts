import type { CheckResult } from '@zero-to-gpt/check';
import type { Shown } from '../shared/protocol.ts';
import { checker } from './checker.ts';

export { checker } from './checker.ts';

import { type Place, placeOf, resultView, runningView, spoken } from './result-view.ts';

/** What to check, and where its answer goes. */
export interface ShowCheckOptions {
  readonly exercise: string;
  readonly code: string;
  readonly into: HTMLElement;
  readonly signal: AbortSignal;
  /** Called when the reader wants to see a place in the code. */
  goTo(place: Place): void;
}

/** A check's answer, shown. */
export interface Shows {
  readonly result: CheckResult;
  /** One sentence for those who listen. */
  readonly spoken: string;
  /** Where the failure is in the code. */
  readonly place: Place | undefined;
}

/** Milliseconds in which a check may answer before its steps are shown one by one: most do, and nothing flickers. */
const patience = 300;

/** Runs a check and shows each step as it passes, then the answer. */
export async function showCheck({ exercise, code, into, signal, goTo }: ShowCheckOptions): Promise<Shows> {
  const [begun, printed]: [string[], Shown[]] = [[], []];
  const show = (): void => into.replaceChildren(runningView(begun));
  let slow = false;
  const timer = setTimeout(() => {
    slow = true;
    show();
  }, patience);
  try {
    const answer = await checker.check(exercise, code, {
      signal,
      onShown: (items) => void printed.push(...items),
      onStep(name) {
        begun.push(name);
        if (slow) show();
      },
    });
    const result = withLine(answer, code);
    if (!signal.aborted || into.isConnected) into.replaceChildren(...resultView(result, printed, goTo));
    return { result, spoken: spoken(result), place: result.failure && placeOf(result.failure) };
  } finally {
    clearTimeout(timer);
  }
}

/** A failure to read the code, with the line it is about. */
function withLine(result: CheckResult, code: string): CheckResult {
  const { failure } = result;
  const place = failure && placeOf(failure);
  if (failure?.kind !== 'syntax' || !place || failure.detail !== undefined) return result;
  const text = code.split('\n')[place.line - 1] ?? '';
  const gap = ' '.repeat(String(place.line).length);
  const detail = `${place.line} | ${text}\n${gap} | ${' '.repeat(place.column - 1)}^`;
  return { ...result, failure: { ...failure, detail } };
}
