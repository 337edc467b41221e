import { format } from './format.ts';
import { valueName } from './link.ts';
import { type MimeBundle, mimeBundle } from './mime.ts';
import { record } from './record.ts';
import { trimLines } from './trim-lines.ts';

/** What running a cell gave. */
export interface Ran {
  /** What it printed and displayed, in order; its value comes last. */
  readonly shown: readonly MimeBundle[];
  /** What it threw; absent where it did not. */
  readonly error?: unknown;
}

/**
 * Runs a linked cell by `load`, which imports its module, and collects what it prints by `console.log` and its kin, what
 * it displays, and the value of its last expression. Of a `live` place the last contents stay. One cell runs at a time.
 */
export async function capture(load: () => Promise<Readonly<Record<string, unknown>>>): Promise<Ran> {
  const shown: MimeBundle[] = [];
  const places = new Map<number, number>();
  const recording = record(({ bundle, slot }) => {
    const place = slot === undefined ? undefined : places.get(slot);
    if (place !== undefined) shown[place] = bundle;
    else if (shown.push(bundle) && slot !== undefined) places.set(slot, shown.length - 1);
  });
  try {
    const value = mimeBundle((await load())[valueName]);
    recording.flush();
    if (value) shown.push(value);
    return { shown };
  } catch (error) {
    recording.flush();
    return { shown, error };
  } finally {
    recording.end();
  }
}

/** The text of all that was shown, as an `output` block holds it. */
export function plainText({ shown }: Ran): string {
  const texts = shown.map((bundle) => bundle['text/plain']).filter((text) => text !== undefined);
  return trimLines(texts.join('\n'));
}

/** An error as a cell's output shows it: name and message. */
export function errorText(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : `Thrown: ${format(error)}`;
}
