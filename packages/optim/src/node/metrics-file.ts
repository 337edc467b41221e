import { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, reasonOf } from './file-system.ts';

/** One line of `metrics.jsonl`. */
export interface MetricsLine {
  /** Training steps done. */
  readonly step: number;
  /** When it was written: seconds since 1970. */
  readonly time: number;
  /** The numbers by name. */
  readonly metrics: Readonly<Record<string, number>>;
}

/** Name of the file in a run's folder. */
export const metricsFile = 'metrics.jsonl';

/** The line as bytes. JSON has no NaN and no infinity, which a diverging run reaches: they stand as text. */
export function encodeLine({ step, time, metrics }: MetricsLine): Uint8Array {
  const text = JSON.stringify({ step, time, ...metrics }, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );
  return new TextEncoder().encode(`${text}\n`);
}

/**
 * The lines of a run's `metrics.jsonl`, oldest first, without a torn last one; none where there is no file.
 * @throws RangeError that names the line where one is damaged
 */
export function readMetrics(folder: string): MetricsLine[] {
  return readLines(join(folder, metricsFile)).map(({ line }) => line);
}

/** Cuts the file back to the lines of `step` and before, whatever follows, at once: a crash leaves the old file or the new. */
export function cutMetrics(folder: string, step: number): void {
  const path = join(folder, metricsFile);
  const kept = readLines(path).filter(({ line }) => line.step <= step);
  const temporary = join(folder, `.tmp-${metricsFile}`);
  try {
    const file = openSync(temporary, 'w');
    try {
      const bytes = new TextEncoder().encode(kept.map(({ text }) => `${text}\n`).join(''));
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(temporary, path);
  } catch (cause) {
    rmSync(temporary, { recursive: true, force: true });
    throw new Error(`Cannot write ${path}: ${reasonOf(cause)}`, { cause });
  }
}

function readLines(path: string): { readonly text: string; readonly line: MetricsLine }[] {
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return [];
    throw new Error(`Cannot read ${path}: ${reasonOf(cause)}`, { cause });
  }
  const texts = content.split('\n');
  texts.pop(); // empty after a whole last line, else the torn line of a writer that died
  return texts.map((text, i) => {
    const line = decodeLine(text);
    if (!line)
      throw new RangeError(`Cannot read ${path}: line ${i + 1} is not an object of numbers with step and time`);
    return { text, line };
  });
}

function decodeLine(text: string): MetricsLine | null {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return null;
  const numbers: [string, number][] = [];
  for (const [key, value] of Object.entries(content)) {
    const number = ['NaN', 'Infinity', '-Infinity'].includes(value) ? Number(value) : (value as unknown);
    if (typeof number !== 'number') return null;
    numbers.push([key, number]);
  }
  const { step, time, ...metrics } = Object.fromEntries(numbers);
  if (!Number.isSafeInteger(step) || !Number.isFinite(time)) return null;
  return { step: step!, time: time!, metrics }; // both were just found to be numbers
}
