import { format } from './format.ts';
import { valueName } from './link.ts';
import { type MimeBundle, mimeBundle } from './mime.ts';
import { trimLines } from './parse.ts';
import { table } from './table.ts';

/** What running a cell gave. */
export interface Ran {
  /** What it printed, in order; its value comes last. */
  readonly shown: readonly MimeBundle[];
  /** What it threw; absent where it did not. */
  readonly error?: unknown;
}

const methods = ['log', 'info', 'debug', 'warn', 'error', 'dir', 'table'] as const;

/**
 * Runs a linked cell by `load`, which imports its module, and collects what it prints by `console.log` and its kin and
 * the value of its last expression. One cell runs at a time.
 */
export async function capture(load: () => Promise<Readonly<Record<string, unknown>>>): Promise<Ran> {
  const shown: MimeBundle[] = [];
  const print = (text: string) => void shown.push({ 'text/plain': text });
  const saved = methods.map((name) => [name, console[name]] as const);
  for (const name of methods) console[name] = (...values: unknown[]) => print(line(values));
  console.dir = (value: unknown) => print(format(value));
  console.table = (rows: unknown) => print(table(rows));
  try {
    const value = mimeBundle((await load())[valueName]);
    if (value) shown.push(value);
    return { shown };
  } catch (error) {
    return { shown, error };
  } finally {
    for (const [name, method] of saved) console[name] = method as typeof console.log;
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

/** Like `console.log`: strings as they are, the rest formatted, with spaces between. */
function line(values: readonly unknown[]): string {
  return values.map((value) => (typeof value === 'string' ? value : format(value))).join(' ');
}
